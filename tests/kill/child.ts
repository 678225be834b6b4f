/**
 * The process that gets killed: the real outbox over the real encrypted store and the real way to the server, nothing else.
 * It is given everything a composer would send, each with its clientId, and says so when the server has it all.
 */
import { writeSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { makeServers } from '../../src-main/chatwoot'
import { makeFacts } from '../../src-main/core/facts'
import { makeOutbox, type Outbox } from '../../src-main/core/outbox'
import type { Cable, CableListener, Clock, Store } from '../../src-main/core/ports'
import { openStore } from '../../src-main/store'
import type { AccountId, ClientId, ConversationId, MessageId, UserId } from '../../src-preload/contract/ids'
import { FakeLog } from '../fakes/log'

/** What the one who kills tells each life. */
export interface Order {
  base: string
  token: string
  pubsubToken: string
  userId: number
  accountId: number
  file: string
  key: string
  /** Time runs this much faster than outside, from `epoch` on, in all lives of a run alike. */
  scale: number
  epoch: number
  undoMs: number
  hearsSocket: boolean
  plan: { conversationId: number; seenId: number; clientId: string; text: string; pauseMs: number }[]
}

/** Time as the child lives it: thirty seconds of grace pass in one and a half. */
function fastClock({ scale, epoch }: Order): Clock {
  return {
    now: () => Math.round(epoch + (Date.now() - epoch) * scale),
    after(ms, run) {
      const timer = setTimeout(run, ms / scale)
      return () => clearTimeout(timer)
    },
  }
}

function say(word: string): void {
  writeSync(1, `${word}\n`)
}

/** One life: keep what is not kept yet, send what is not sent yet. */
async function main([argument = '']: string[]): Promise<void> {
  const order = JSON.parse(argument) as Order
  const clock = fastClock(order)
  const log = new FakeLog()
  const store = openStore(order.file, order.key, log)
  const servers = makeServers({ clock, log, userAgent: 'Perch' })
  const { server, cable } = servers.connect(order.base, { kind: 'token', token: order.token })
  const facts = makeFacts(log)
  const outbox = makeOutbox({
    store,
    server,
    clock,
    log,
    facts,
    chance: { next: () => Math.random(), uuid: () => randomUUID(), key: () => '' },
    link: { canSend: () => true, onChange: () => () => undefined, doubt: () => undefined },
    review: { isOn: () => false, onChange: () => () => undefined },
    me: { id: order.userId as UserId, name: 'Bo Agent' },
    undoMs: () => order.undoMs,
    serverNow: () => clock.now(),
    bornAt: clock.now(),
  })
  await outbox.start()
  say('up')
  if (order.hearsSocket) hear(cable, order, { store, outbox })
  await keepAll(order, outbox)
  await untilEmpty(store, outbox, log)
  say('done')
  process.exit(0)
}

async function keepAll(order: Order, outbox: Outbox): Promise<void> {
  for (const { conversationId, seenId, clientId, text, pauseMs } of order.plan) {
    const conversation = { accountId: order.accountId as AccountId, conversationId: conversationId as ConversationId }
    const reply = {
      conversation,
      clientId: clientId as ClientId,
      text,
      private: false,
      seenId: seenId as MessageId,
      origin: 'composer' as const,
    }
    await outbox.send(reply)
    say(`kept ${clientId}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Whoever sits in front of it lets a held reply go; nothing in these runs is refused for good. */
async function untilEmpty(store: Store, outbox: Outbox, log: FakeLog): Promise<void> {
  for (;;) {
    const jobs = await store.jobs()
    if (log.bugs.length > 0) throw log.bugs[0]?.error
    if (jobs.length === 0) return
    for (const job of jobs) {
      if (job.state === 'held') {
        say(`held ${job.clientId}`)
        await outbox.release(job.clientId)
      }
      if (job.state === 'failed') throw new Error(`failed: ${job.reason?.key ?? ''}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The socket races with the answers, as in life. */
function hear(cable: Cable, order: Order, { store, outbox }: { store: Store; outbox: Outbox }): void {
  const listener: CableListener = {
    welcomed: () => undefined,
    confirmed: () => undefined,
    pinged: () => undefined,
    closed: () => undefined,
    event(_account, event) {
      if (event.kind !== 'message-created') return
      store
        .commit((tx) => outbox.acknowledge(tx, event.message))
        .catch((error: unknown) => {
          say(String(error))
          process.exit(1)
        })
    },
  }
  const accountIds = [order.accountId as AccountId]
  cable.open({ pubsubToken: order.pubsubToken, userId: order.userId as UserId, accountIds }, listener)
}

await main(process.argv.slice(2))
