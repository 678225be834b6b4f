import { randomUUID } from 'node:crypto'
import { makeMailShelf, type MailShelf, type PressedLink } from './mail'
import type { OriginNeeds } from './origin'

/** HTML mails: staged by the window, shown in their frames, and heard when a link is clicked. */
export interface MailDesk extends Pick<MailShelf, 'stage' | 'drop'> {
  onLink(listener: (link: PressedLink) => void): void
  /** The keys are wanted back. */
  onLeave(listener: () => void): void
  /** What `origin` has to know. */
  origin: Pick<OriginNeeds, 'mail' | 'isLiveMail' | 'pressMailLink' | 'leaveMail'>
}

/** `pages`: where our own pages come from. */
export function makeMailDesk(pages: string): MailDesk {
  const { shelf, stage, drop, isLive, linkOf } = makeMailShelf({ newToken: randomUUID, pages })
  let tell: (link: PressedLink) => void = () => undefined
  let leave: () => void = () => undefined
  return {
    stage,
    drop,
    onLink: (listener) => void (tell = listener),
    onLeave: (listener) => void (leave = listener),
    origin: {
      mail: shelf,
      isLiveMail: isLive,
      leaveMail: () => leave(),
      pressMailLink(url) {
        const link = linkOf(url)
        if (link) tell(link)
        return link !== null
      },
    },
  }
}
