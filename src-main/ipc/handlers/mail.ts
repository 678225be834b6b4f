import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, withProfile } from './needs'

type MailHandlers = Pick<Handlers, Extract<keyof Handlers, `mail.${string}`>>

export function mailHandlers(needs: HandlerNeeds): MailHandlers {
  return {
    'mail.stage': ({ profileId, html, pictures }) =>
      withProfile(needs, profileId, (profile) => {
        const picture = (index: number) => {
          const url = pictures[index]
          return url === undefined ? Promise.resolve(null) : profile.files.mailPictures.read(url)
        }
        return Promise.resolve(ok({ token: needs.mail.stage({ html, picture: pictures.length > 0 ? picture : null }) }))
      }),
    'mail.drop': ({ token }) => {
      needs.mail.drop(token)
      return ok({})
    },
  }
}
