import { AlertDesk } from './desk'
import type { AlertDeskNeeds } from './needs'

export type { AlertDeskNeeds, AlertDoors } from './needs'

/** One desk per profile: `start` listens, `stop` clears the screen. */
export function makeAlertDesk(needs: AlertDeskNeeds): Pick<AlertDesk, 'start' | 'stop' | 'privacyChanged'> {
  return new AlertDesk(needs)
}
