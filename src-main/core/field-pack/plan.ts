/** The forecast of a choice: what the stores hold, and one question to a server where they cannot know how much there is. */
import type { PackPlan } from '../../../src-preload/contract/schemas/pack'
import type { PackAsk, PackScope } from '../ports'
import type { ProfileRuntime } from '../profile'
import { sinceOf } from './choice'
import { type Forecast, type ForecastPart, forecastOf } from './forecast'

/** What there is room for. */
interface Room {
  roomBytes: number
  diskBytes: number | null
}

/** Over all profiles. */
export async function planOf(asks: readonly { profile: ProfileRuntime; ask: PackAsk }[], room: Room): Promise<PackPlan> {
  const sums: Forecast[] = []
  for (const { profile, ask } of asks) {
    const parts: ForecastPart[] = []
    for (const scope of scopesOf(ask, profile.serverNow())) parts.push(await partOf(profile, ask, scope))
    sums.push(forecastOf(parts, (await profile.store.storageUse()).messageBytes))
  }
  const sum = (read: (one: Forecast) => number): number => sums.reduce((all, one) => all + read(one), 0)
  const bytes = sum((one) => one.bytes)
  const { roomBytes, diskBytes } = room
  return {
    conversations: sum((one) => one.conversations),
    messages: sum((one) => one.messages),
    newMessages: sum((one) => one.newMessages),
    files: sum((one) => one.files),
    minutes: Math.max(0, ...sums.map((one) => one.minutes)),
    exact: sums.every((one) => one.exact),
    fits: bytes > (diskBytes ?? Infinity) ? 'disk' : bytes > roomBytes ? 'budget' : 'yes',
    ...{ bytes, roomBytes, diskBytes },
  }
}

function scopesOf({ accounts, labels, contact, period }: PackAsk, now: number): PackScope[] {
  const since = sinceOf(period, now)
  return accounts
    .filter(({ accountId }) => contact === null || accountId === contact.accountId)
    .map(({ accountId: account, inboxes }) => {
      const ids = inboxes?.map(({ id }) => id) ?? null
      return { account, since, inboxes: contact === null ? ids : null, labels, contact: contact?.contactId ?? null }
    })
}

async function partOf(profile: ProfileRuntime, ask: PackAsk, scope: PackScope): Promise<ForecastPart> {
  const stock = await profile.store.packStock(scope, ask.files)
  const listedSince = await profile.store.listedSince(scope.account)
  const isListed = (listedSince ?? Infinity) <= scope.since
  const onServer = isListed || scope.contact !== null ? null : await countOnServer(profile, scope)
  return { ...stock, since: scope.since, now: profile.serverNow(), listedSince, onServer }
}

/** Of all ages: only a limit. With several inboxes it would take a question each. */
async function countOnServer(profile: ProfileRuntime, { account, inboxes, labels }: PackScope): Promise<number | null> {
  if (!profile.sync.isConnected() || (inboxes !== null && inboxes.length > 1)) return null
  const [inboxId] = inboxes ?? []
  const query = { status: 'all' as const, page: 1, labels, ...(inboxId !== undefined && { inboxId }) }
  const outcome = await profile.budget.of('interactive').conversations(account, query)
  return outcome.kind === 'accepted' ? outcome.value.allCount : null
}
