import { ok, refuse } from '../../core/answer'
import { barredProbe, barredSignIn, mayJoin } from '../../core/managed'
import { pinServer } from '../../core/trust'
import type { Handlers } from '../serve'
import { type HandlerNeeds, withProfile } from './needs'

type ProfileHandlers = Pick<Handlers, Extract<keyof Handlers, `profile.${string}` | `presence.${string}`>>

export function profileHandlers(needs: HandlerNeeds): ProfileHandlers {
  const { profiles, managed } = needs
  return {
    'profile.list': () => ok(profiles.list()),
    'profile.probe': async ({ address }) =>
      ok(mayJoin(managed, address) ? await profiles.probe(address) : barredProbe(managed)),
    'profile.signIn': async ({ baseUrl, credential }) =>
      ok(mayJoin(managed, baseUrl) ? await profiles.signIn(baseUrl, credential) : barredSignIn(managed)),
    'profile.answerMfa': async ({ challenge, ...answer }) => ok(await profiles.answerMfa(challenge, answer)),
    'profile.signOut': async ({ profileId, force }) => ok(await profiles.signOut(profileId, force)),
    'profile.setAvailability': ({ profileId, accountId, availability }) =>
      withProfile(needs, profileId, (profile) => profile.presence.setAvailability(accountId, availability)),
    'profile.pin': ({ profileId, key }) =>
      withProfile(needs, profileId, (at) => {
        const refusal = pinServer(needs.trust, profiles.running(), { at, key })
        return Promise.resolve(refusal === 'managed' ? refuse({ kind: 'managed' }) : ok({ done: refusal === null }))
      }),
    'presence.follow': ({ profileId, accountId }) =>
      withProfile(needs, profileId, (profile) => {
        profile.presence.follow(accountId)
        return Promise.resolve(ok({}))
      }),
    'presence.setAutoOffline': ({ profileId, accountId, on }) =>
      withProfile(needs, profileId, (profile) => profile.presence.setAutoOffline(accountId, on)),
  }
}
