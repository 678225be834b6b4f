import type { Script } from '../script/script'
import type { Model } from './model'

/** What the control routes reach into. */
export interface Controls {
  model: Model
  script: Script
  restart: (how: { downMs: number }) => void
}
