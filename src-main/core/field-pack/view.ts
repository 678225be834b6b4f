/** A pack as the agent sees it: the parts of all profiles as one. */
import type { PackChoice, PackView } from '../../../src-preload/contract/schemas/pack'
import type { StoredPack } from '../ports'
import type { ProfileRuntime } from '../profile'
import { type Blocked, isOpen } from './builder'
import { choiceOf } from './choice'

/** One profile's part. */
export interface PackPart {
  profile: ProfileRuntime
  pack: StoredPack
  blocked: Blocked
}

type Counted = PackPart & Pick<PackView, 'all' | 'done' | 'unreadable' | 'messages' | 'bytes' | 'lost'>

/** All parts have the same id. */
export async function viewOf(parts: readonly PackPart[]): Promise<PackView> {
  const counted: Counted[] = []
  for (const part of parts) counted.push(await count(part))
  const sum = (read: (one: Counted) => number): number => counted.reduce((all, one) => all + read(one), 0)
  const open = parts.filter(({ pack }) => isOpen(pack))
  const built = parts.map(({ pack }) => pack.builtAt)
  return {
    id: parts[0]?.pack.id ?? '',
    choice: joined(parts.map(({ profile, pack }) => choiceOf(profile.entry.id, pack.ask))),
    ...stateOf(parts, open),
    listed: parts.every(({ pack }) => pack.stage !== 'listing'),
    done: sum((one) => one.done),
    all: sum((one) => one.all),
    unreadable: sum((one) => one.unreadable),
    messages: sum((one) => one.messages),
    bytes: sum((one) => one.bytes),
    lost: counted.flatMap(({ lost }) => lost),
    createdAt: Math.max(...parts.map(({ pack }) => pack.createdAt)),
    // As fresh as its oldest part.
    builtAt: built.includes(null) ? null : Math.min(...built.map((at) => at ?? 0)),
    expiresAt: parts[0]?.pack.expiresAt ?? null,
  }
}

function stateOf(parts: readonly PackPart[], open: readonly PackPart[]): Pick<PackView, 'state' | 'why'> {
  const why = open.find(({ blocked }) => blocked !== null)?.blocked ?? null
  if (open.length > 0) return { state: why === null ? 'fetching' : 'waiting', why }
  return { state: parts.some(({ pack }) => pack.stage === 'stopped') ? 'stopped' : 'here', why: null }
}

async function count(part: PackPart): Promise<Counted> {
  const { profile, pack } = part
  const { all, here, unreadable } = await profile.store.packCount(pack.id)
  // While it grows it is not weighed each second.
  const { messages, fileBytes } = isOpen(pack) ? { messages: 0, fileBytes: 0 } : await profile.store.packUse(pack.id)
  const { messageBytes } = await profile.store.storageUse()
  const lost = await lostOf(part)
  return { ...part, all, done: here + unreadable, unreadable, messages, bytes: messages * messageBytes + fileBytes, lost }
}

/** What was chosen and may not be seen any more, by the names it had. */
async function lostOf({ profile, pack }: PackPart): Promise<string[]> {
  const lost: string[] = []
  const mine = profile.view().accounts
  for (const { accountId, name, inboxes } of pack.ask.accounts) {
    const isMine = mine.length === 0 || mine.some(({ id }) => id === accountId)
    const known = (await profile.store.directory(accountId)).inboxes
    if (!isMine) lost.push(name)
    // A directory that was not read yet says nothing.
    else if (known.length > 0)
      lost.push(...(inboxes ?? []).filter(({ id }) => !known.some((one) => one.id === id)).map((inbox) => inbox.name))
  }
  return lost
}

function joined(choices: readonly PackChoice[]): PackChoice {
  const [first, ...rest] = choices
  if (first === undefined) throw new RangeError('a pack has at least one part')
  return {
    ...first,
    accounts: choices.flatMap(({ accounts }) => accounts),
    contact: first.contact ?? rest.find(({ contact }) => contact !== null)?.contact ?? null,
  }
}
