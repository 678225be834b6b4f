import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, withProfile } from './needs'

type ProfileHandlers = Pick<Handlers, Extract<keyof Handlers, `profile.${string}` | `presence.${string}`>>

export function profileHandlers(needs: HandlerNeeds): ProfileHandlers {
  const { profiles } = needs
  return {
    'profile.list': () => ok(profiles.list()),
    'profile.probe': async ({ address }) => ok(await profiles.probe(address)),
    'profile.signIn': async ({ baseUrl, credential }) => ok(await profiles.signIn(baseUrl, credential)),
    'profile.answerMfa': async ({ challenge, ...answer }) => ok(await profiles.answerMfa(challenge, answer)),
    'profile.signOut': async ({ profileId, force }) => ok(await profiles.signOut(profileId, force)),
    'profile.setAvailability': ({ profileId, accountId, availability }) =>
      withProfile(needs, profileId, (profile) => profile.presence.setAvailability(accountId, availability)),
    'presence.follow': ({ profileId, accountId }) =>
      withProfile(needs, profileId, (profile) => {
        profile.presence.follow(accountId)
        return Promise.resolve(ok({}))
      }),
    'presence.setAutoOffline': ({ profileId, accountId, on }) =>
      withProfile(needs, profileId, (profile) => profile.presence.setAutoOffline(accountId, on)),
  }
}
