import type { Conversation } from '../../../src-preload/contract/entities'
import type { UserId } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { ConversationNews, MessageNews } from '../news'
import type { Chance, Clock, Log, Server, Stop, Store } from '../ports'
import type { SettingsBook } from '../settings'

/** What the outbox must know of the connection. */
export interface LinkView {
  /** News are complete and requests get through: live, or polling. */
  canSend(): boolean
  onChange(listener: () => void): Stop
  /** The token was refused and /profile agreed: the link finds out for itself, and tells everybody. */
  doubt(): void
}

/** Field mode (M15): what is written while the server is away waits until the agent has looked at it again. */
export interface ReviewSwitch {
  isOn(): boolean
  onChange(listener: () => void): Stop
}

/** The switch as the settings have it. */
export function reviewOf(settings: SettingsBook): ReviewSwitch {
  return {
    isOn: () => settings.get().reviewFirst,
    onChange(listener) {
      let { reviewFirst } = settings.get()
      return settings.onChange((now) => {
        if (now.reviewFirst === reviewFirst) return
        reviewFirst = now.reviewFirst
        listener()
      })
    },
  }
}

/** What is written now will wait for a review. */
export function isKeptForReview({ review, link }: Pick<OutboxNeeds, 'review' | 'link'>): boolean {
  return review.isOn() && !link.canSend()
}

/** Everything the outbox is made of; one per profile. */
export interface OutboxNeeds {
  store: Store
  server: Server
  clock: Clock
  chance: Chance
  log: Log
  facts: Facts
  link: LinkView
  review: ReviewSwitch
  me: { id: UserId; name: string }
  /** The undo ring of a conversation's inbox, in ms. */
  undoMs: (conversation: Conversation | null) => number
  /** Whether who answers takes what is nobody's (M12); left out: no. */
  claims?: () => boolean
  /** Start of this process: jobs of an older one are looked up before their first POST. */
  bornAt: number
  /** The server's clock in ms, as well as we know it. */
  serverNow: () => number
  /** A look reads whole pages; sync/apply learns from them too. Must not throw; nobody waits for it. */
  learn?: (news: MessageNews[]) => void
  /** What the server answered of a conversation; resolves when it is written down. */
  heard?: (news: ConversationNews) => Promise<unknown>
}
