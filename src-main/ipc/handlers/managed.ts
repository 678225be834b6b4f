import { viewOf } from '../../core/managed'
import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

export function managedHandlers({ managed }: HandlerNeeds): Pick<Handlers, 'managed.get'> {
  return { 'managed.get': () => ok(viewOf(managed)) }
}
