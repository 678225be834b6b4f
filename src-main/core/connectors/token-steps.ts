/** Whose token it is, whether it arrives, and what it opens (G1, G7). */
import type { SeenThing } from '../../../src-preload/contract/schemas/doctor'
import type { ServerProfile } from '../news'
import type { Outcome } from '../outcome'
import type { Clock, Server } from '../ports'
import type { Instruments } from './instruments'
import { troubled, type Verdict } from './sheet'

/** The server writes whole seconds, and the way there and back counts half. */
const SAME_CLOCK_MS = 60_000

/** The server's clock beside ours: times are shown by ours, and what waits is counted from the server's. */
export async function clockVerdict(server: Pick<Server, 'about'>, clock: Clock): Promise<Verdict> {
  const askedAt = clock.now()
  const outcome = await server.about()
  if (outcome.kind !== 'accepted') return troubled(outcome, 'warn')
  const { serverAt } = outcome.value
  if (serverAt === null) return { state: 'warn', reason: 'unknown' }
  const byMs = serverAt - (askedAt + clock.now()) / 2
  const seconds = String(Math.round(Math.abs(byMs) / 1000))
  const sign = seconds === '0' ? '' : byMs < 0 ? '-' : '+'
  const seen: SeenThing[] = [{ name: 'difference', value: `${sign}${seconds} s` }]
  if (Math.abs(byMs) < SAME_CLOCK_MS) return { state: 'ok', reason: 'same', seen }
  return { state: 'warn', reason: 'differs', detail: seconds, seen }
}

type Arrival = 'arrives' | 'dropped' | 'unclear'

function arrivalOf(outcome: Outcome<null>): Arrival {
  if (outcome.kind === 'signed-out') return outcome.cause === 'bad-token' ? 'arrives' : 'dropped'
  return 'unclear'
}

/** Asks with a token that is nobody's: the answer tells a header that was dropped from a token that is wrong (FACTS §1.2). */
export async function headerVerdict(instruments: Instruments, baseUrl: string): Promise<Verdict> {
  const hyphen = await instruments.knockWithHeader(baseUrl, 'api-access-token')
  if (arrivalOf(hyphen) === 'unclear') return troubled(hyphen)
  const underscore = arrivalOf(await instruments.knockWithHeader(baseUrl, 'api_access_token'))
  const seen: SeenThing[] = [
    { name: 'hyphen', value: arrivalOf(hyphen) },
    { name: 'underscore', value: underscore },
  ]
  if (arrivalOf(hyphen) === 'dropped') return { state: 'fail', reason: 'no-header', seen }
  return underscore === 'arrives' ? { state: 'ok', reason: 'both', seen } : { state: 'warn', reason: 'no-underscore', seen }
}

/** Who the token is. The name is shown to the agent; it is their own. */
export async function tokenVerdict(
  outcome: Outcome<ServerProfile>,
  isPlatforms: () => Promise<boolean | null>,
): Promise<Verdict> {
  if (outcome.kind === 'accepted') return { state: 'ok', reason: 'user', seen: [{ name: 'user', value: outcome.value.name }] }
  if (outcome.kind === 'signed-out') return { state: 'fail', reason: outcome.cause }
  const verdict = troubled(outcome)
  if (verdict.reason !== 'request.bot') return verdict
  const reason = (await isPlatforms()) === true ? 'platform' : 'bot'
  return { state: 'fail', reason, seen: verdict.seen ?? [] }
}

/** Accounts with the role in each; the server keeps suspended ones in the list. */
export function accountsVerdict({ accounts }: ServerProfile): Verdict {
  const seen = accounts.map(({ name, role, active }): SeenThing => ({
    name: 'account',
    value: `${name}: ${active ? role : 'suspended'}`,
  }))
  if (accounts.length === 0) return { state: 'fail', reason: 'no-account' }
  if (accounts.every(({ active }) => !active)) return { state: 'fail', reason: 'suspended', seen }
  return accounts.every(({ active }) => active)
    ? { state: 'ok', reason: 'open', seen }
    : { state: 'warn', reason: 'some-suspended', seen }
}

/** Inboxes that the agent sees, by account; an agent without any hears of no customer (FACTS §2 G2). */
export async function inboxesVerdict(server: Pick<Server, 'directory'>, { accounts }: ServerProfile): Promise<Verdict> {
  const seen: SeenThing[] = []
  let count = 0
  for (const { id, name } of accounts.filter(({ active }) => active)) {
    const outcome = await server.directory(id)
    if (outcome.kind !== 'accepted') return { ...troubled(outcome), detail: name }
    const { inboxes } = outcome.value
    count += inboxes.length
    seen.push({ name: 'inboxes', value: `${name}: ${inboxes.map((inbox) => inbox.name).join(', ') || '0'}` })
  }
  if (count > 0) return { state: 'ok', reason: 'seen', seen }
  // An administrator sees every inbox, a member of it or not: then there is none.
  const isAdmin = accounts.some(({ active, role }) => active && role === 'administrator')
  return { state: 'warn', reason: isAdmin ? 'empty' : 'none', seen }
}
