/**
 * What did not change keeps its identity, and so is not drawn again. The query library compares lists place by place: one new
 * message moves all others by one, and none of them would be the one before. Here they are compared by name.
 */
import { type InfiniteData, replaceEqualDeep } from '@tanstack/react-query'
import type { ListPage } from '../../src-preload/contract/schemas/conversation'
import type { MessagePage } from '../../src-preload/contract/schemas/message'
import { rowKey } from '../chosen'
import { messageKey } from '../parts/message-key'

/** `now`, with those of `before` that are equal in their own place; `before` itself when nothing at all differs. */
export function sharedByName<T>(before: readonly T[], now: T[], nameOf: (one: T) => string): T[] {
  const known = new Map(before.map((one) => [nameOf(one), one]))
  const shared = now.map((one) => {
    const old = known.get(nameOf(one))
    return old !== undefined && replaceEqualDeep(old, one) === old ? old : one
  })
  return isSameList(before, shared) ? (before as T[]) : shared
}

type Messages = InfiniteData<MessagePage, unknown>

/** The pages of a conversation; a message may have gone from one page to the next. */
export function sharedMessages(before: unknown, now: unknown): unknown {
  const [old, fresh] = [before as Messages | undefined, now as Messages]
  if (old === undefined) return fresh
  const known = old.pages.flatMap(({ messages }) => messages)
  const pages = fresh.pages.map((page, place) => {
    const shared = { ...page, messages: sharedByName(known, page.messages, messageKey) }
    const was = old.pages[place]
    return was !== undefined && was.reachedStart === page.reachedStart && isSameList(was.messages, shared.messages)
      ? was
      : shared
  })
  const isSame = isSameList(old.pages, pages) && replaceEqualDeep(old.pageParams, fresh.pageParams) === old.pageParams
  return isSame ? old : { ...fresh, pages }
}

/** A page of the list. */
export function sharedRows(before: unknown, now: unknown): unknown {
  const [old, { rows, ...rest }] = [before as ListPage | undefined, now as ListPage]
  if (old === undefined) return now
  const { rows: oldRows, ...oldRest } = old
  const shared = sharedByName(oldRows, rows, rowKey)
  return shared === oldRows && replaceEqualDeep(oldRest, rest) === oldRest ? old : { ...rest, rows: shared }
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, place) => each === other[place])
}
