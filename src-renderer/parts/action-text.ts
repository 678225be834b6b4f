import type { Change } from '../../src-preload/contract/change'
import { say } from '../text/t'

/** What a change of a conversation does, in words. */
export function actionText({ change, contactName }: { change: Change; contactName: string }): string {
  const word = change.kind === 'status' ? change.status : change.kind
  return say(`action.${word}`, { name: contactName })
}
