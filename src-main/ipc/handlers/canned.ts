import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, keyOf, withProfile } from './needs'

type CannedHandlers = Pick<Handlers, Extract<keyof Handlers, `canned.${string}`>>

export function cannedHandlers(needs: HandlerNeeds): CannedHandlers {
  const playbooks = () => needs.profiles.running().map((profile) => profile.playbook)
  return {
    'canned.suggest': ({ conversation }) =>
      withProfile(needs, conversation.profileId, async ({ playbook }) => {
        const ranked = await playbook.suggest(keyOf(conversation))
        return ok(ranked.map(({ id, times, word }) => ({ id, times, word })))
      }),
    'canned.learnt': async () => {
      const counts = await Promise.all(playbooks().map((playbook) => playbook.count()))
      return ok({ uses: counts.reduce((sum, count) => sum + count, 0) })
    },
    'canned.forget': async () => {
      await Promise.all(playbooks().map((playbook) => playbook.forget()))
      return ok({})
    },
  }
}
