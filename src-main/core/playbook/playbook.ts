/** The local playbook (M13): which canned responses I sent after similar sentences. Nothing of it leaves this computer. */
import type { Message } from '../../../src-preload/contract/entities'
import type { ConversationKey } from '../../../src-preload/contract/ids'
import type { Facts } from '../facts'
import type { Clock, Log, Stop, Store } from '../ports'
import type { SettingsBook } from '../settings'
import { writeDown } from '../store-trouble'
import { type Ranked, rank } from './rank'
import { sentOf } from './recognise'
import { lastSaid, saidWords } from './sentence'

/** The customer's last words are among these. */
const LOOK_BACK = 20
/** More are never looked at. */
const MOST = 20

interface PlaybookNeeds {
  store: Store
  facts: Facts
  clock: Clock
  settings: Pick<SettingsBook, 'get'>
  log: Log
}

export interface Playbook {
  /** Learns from now on from every reply the server has taken. */
  start(): Stop
  /** For what the customer said last, best first; none while it is switched off. */
  suggest(key: ConversationKey): Promise<Ranked[]>
  count(): Promise<number>
  forget(): Promise<void>
}

export function makePlaybook({ store, facts, clock, settings, log }: PlaybookNeeds): Playbook {
  const learn = async (message: Message): Promise<void> => {
    const { cannedResponses } = await store.directory(message.accountId)
    const ids = sentOf(message.content, cannedResponses)
    if (ids.length === 0) return
    const before = await store.messages(message, message.id, LOOK_BACK)
    const stems = saidWords(lastSaid(before)).map(({ stem }) => stem)
    const use = { accountId: message.accountId, stems, usedAt: clock.now() }
    await store.commit(async (tx) => {
      for (const cannedId of ids) await tx.addCannedUse({ ...use, cannedId })
    })
  }
  return {
    start: () =>
      facts.on((fact) => {
        // A note answers no customer.
        if (fact.kind !== 'ReplySent' || fact.message.private || !settings.get().playbook) return
        learn(fact.message).catch((error: unknown) => writeDown(log, 'playbook/learn', error))
      }),
    async suggest(key) {
      if (!settings.get().playbook) return []
      const said = saidWords(lastSaid(await store.messages(key, null, LOOK_BACK)))
      return rank(await store.cannedUses(key.accountId), said).slice(0, MOST)
    },
    count: () => store.countCannedUses(),
    forget: () => store.commit((tx) => tx.forgetCannedUses()),
  }
}
