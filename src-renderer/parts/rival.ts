import type { TimelineMessage } from '../../src-preload/contract/entities'

/** The pause after which a colleague's answer is looked at again, in ms. */
export const LOOK_MS = 5_000

/** So long after a colleague's answer one more is asked about, in ms. */
const JUST_NOW_MS = 60_000

/** A colleague who is on it as well (M12). */
export interface Rival {
  how: 'writes' | 'answered'
  name: string
}

/** An answer of a colleague. */
export interface Answered {
  name: string
  /** In ms. */
  at: number
}

/** The newest public answer in a conversation, when a colleague gave it. */
export function answeredBy(messages: readonly TimelineMessage[], me: number | undefined): Answered | null {
  const last = messages.findLast(({ type, private: isPrivate }) => type === 'outgoing' && !isPrivate)
  const isColleagues = last?.sender?.type === 'user' && last.sender.id !== me
  return isColleagues ? { name: last.sender?.name ?? '', at: last.createdAt } : null
}

/** Who answers besides me at this moment. Who is writing counts before who has just written. */
export function rivalOf(talk: { colleagues: readonly string[]; answered: Answered | null }, now: number): Rival | null {
  const { colleagues, answered } = talk
  const [writer] = colleagues
  if (writer !== undefined) return { how: 'writes', name: writer }
  return answered !== null && now - answered.at < JUST_NOW_MS ? { how: 'answered', name: answered.name } : null
}
