/**
 * The process that loses its network interface: a server and the whole of a profile (link, sync, outbox, files, the encrypted
 * store) in a network of their own. In the middle of something the interface goes down; the agent goes on writing, customers
 * too; it comes back. Prints what was seen, as JSON.
 */
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { partOf } from '../../src-main/core/gauge-watch'
import { gaugeOf } from '../../src-main/core/gauge'
import { defaultSettings } from '../../src-main/core/settings'
import type { ClientId, ConversationKey, StagedId } from '../../src-preload/contract/ids'
import { openProfile, type RunningProfile } from '../bench/running-profile'
import type { Conversation } from '../fake-chatwoot/model/rows'
import { type FakeChatwoot, startFakeChatwoot } from '../fake-chatwoot/start'
import { uuidOf } from '../fakes/chance'
import { someBytes, sourceOf } from '../fakes/sources'
import { setInterface } from './network'

/** What is cut in two. */
export type Cut = 'send' | 'idle' | 'upload'

export interface Order {
  cut: Cut
  folder: string
}

/** What was seen. */
export interface Seen {
  /** Whether the server could be asked while the interface was down. */
  isReached: boolean
  /** What the tray could say while it was down, and at the end. */
  gauge: { down: Tray; end: Tray }
  /** State and reason of the link, each time it changed since the interface went down. */
  links: string[]
  /** How often the server has what the agent wrote. */
  replies: Record<string, number>
  /** Bytes of the file as the server has it, null: not as it left. */
  fileBytes: number | null
  /** Where store and server differ. */
  differences: string[]
  health: string[]
}
interface Tray {
  level: string
  canPromise: boolean
  isOffline: boolean
}

const POST = { method: 'POST', path: '/api/v1/accounts/*/conversations/*/messages' } as const
/** Many pieces: one of them is on its way when the line is cut. */
const FILE_BYTES = 6 * 1024 * 1024
/** A state that has not come by then does not come. */
const PATIENCE_MS = 90_000

class Island {
  private readonly links: string[] = []
  private readonly asked: string[] = []
  private readonly talks: Conversation[]
  private readonly running: RunningProfile

  constructor(
    private readonly fake: FakeChatwoot,
    private readonly order: Order,
  ) {
    const agent = fake.model.user('agent')
    const inbox = fake.model.addInbox({ name: 'Island', members: [agent] })
    this.talks = ['Ana', 'Ben', 'Chi', 'Dee'].map((name) => {
      const talk = fake.model.addConversation(inbox, fake.model.addContact({ name }))
      fake.model.customerWrites(talk, `Hello, ${name} here`)
      return talk
    })
    const user = { id: agent.id, name: agent.name, access_token: agent.accessToken }
    this.running = openProfile(fake.base, user, join(order.folder, `${order.cut}.db`))
  }

  private get profile() {
    return this.running.profile
  }

  async live(): Promise<Seen> {
    this.profile.start()
    await this.until('live', () => this.profile.currentLink.state === 'live')
    for (const talk of this.talks) await this.profile.conversations.page(keyOf(talk), { before: null, limit: 50 })
    await this.until('equal', async () => (await this.differences()).length === 0)
    this.profile.facts.on((fact) => {
      if (fact.kind === 'LinkChanged') this.links.push(`${fact.link.state} ${fact.link.reason ?? ''}`.trim())
    })
    await this.cutInTwo()
    const down = await this.whileDown()
    setInterface('up')
    await this.until('live again', () => this.profile.currentLink.state === 'live')
    await this.until('all sent', async () => this.letGo())
    await this.until('equal again', async () => (await this.differences()).length === 0)
    const isWritten = async (): Promise<boolean> => (await this.healthLines()).slice(2).includes('link live')
    await this.until('written down', isWritten)
    const seen = { isReached: down.isReached, links: this.links, replies: this.counted(), fileBytes: this.fileBytes() }
    const end = await this.tray()
    const [differences, health] = [await this.differences(), await this.healthLines()]
    return { ...seen, gauge: { down: down.tray, end }, differences, health }
  }

  /** The interface goes down in the middle of it. */
  private async cutInTwo(): Promise<void> {
    const [first] = this.talks
    if (first === undefined) return
    if (this.order.cut === 'idle') return setInterface('down')
    if (this.order.cut === 'send') {
      // Done by the server; the answer finds no way.
      this.fake.script.fail({ ...POST, fault: { kind: 'latency', ms: 1_000 } })
      const clientId = await this.write(first, 'Into the cable')
      await this.profile.outbox.release(clientId)
      await this.until('on its way', () => this.fake.script.requests.some(isReply))
      return setInterface('down')
    }
    const { staged } = await this.profile.files.stager.stage(keyOf(first), { private: false }, [
      sourceOf('plan.bin', someBytes(FILE_BYTES)),
    ])
    const half = this.running.next((fact) => {
      const isHalf = fact.kind === 'UploadMoved' && fact.sentBytes > 0 && fact.sentBytes < fact.totalBytes
      // At once: a moment later it would be through.
      if (isHalf) setInterface('down')
      return isHalf
    })
    const clientId = await this.write(
      first,
      'With the plan',
      staged.map(({ id }) => id),
    )
    await this.profile.outbox.release(clientId)
    await half
  }

  private async whileDown(): Promise<{ isReached: boolean; tray: Tray }> {
    const reaching = fetch(this.fake.base, { signal: AbortSignal.timeout(1_000) }).then(
      () => true,
      () => false,
    )
    const [, second, third, fourth] = this.talks
    if (second && third && fourth) {
      await this.write(second, 'First of two')
      await this.write(second, 'Second of two')
      await this.write(third, 'What I had not read')
      this.fake.model.customerWrites(third, 'Never mind')
      this.fake.model.customerWrites(fourth, 'Is anybody there?')
    }
    await this.until('no promise', async () => !(await this.tray()).canPromise)
    // As long as it takes until no new connection comes about either, and until nobody waits for the answer any more.
    if (this.order.cut === 'idle') await this.until('offline', () => this.profile.currentLink.state === 'waiting')
    if (this.order.cut === 'send') await this.until('unsure', async () => (await this.stateOf(0)) === 'unsure')
    return { isReached: await reaching, tray: await this.tray() }
  }

  /** What is held was looked at by the agent, who sends it as it is. */
  private async letGo(): Promise<boolean> {
    const jobs = await this.running.store.jobs()
    for (const { clientId, state } of jobs) if (state === 'held') await this.profile.outbox.release(clientId)
    const { unsent, changes } = await this.profile.outbox.waiting()
    return unsent + changes === 0
  }

  private async stateOf(nth: number): Promise<string | undefined> {
    const jobs = await this.running.store.jobs()
    return jobs.find(({ text }) => text === this.asked[nth])?.state
  }

  private async write(talk: Conversation, text: string, attachments: StagedId[] = []): Promise<ClientId> {
    const clientId = uuidOf(this.asked.push(text), 0x15e) as ClientId
    const seenId = (await this.running.store.messageBounds(keyOf(talk)))?.last ?? null
    const reply = {
      conversation: keyOf(talk),
      clientId,
      text,
      private: false,
      seenId,
      origin: 'composer',
      attachments,
    } as const
    if ((await this.profile.outbox.send(reply)) === null) throw new Error(`${text} was not kept`)
    return clientId
  }

  private async tray(): Promise<Tray> {
    const view = { settings: defaultSettings, now: Date.now() }
    const gauge = gaugeOf([await partOf(this.profile, { ...view, limit: 5 })], { ...view, locked: 0 })
    return { level: gauge.level, canPromise: gauge.canPromise, isOffline: gauge.offlineSinceAt !== null }
  }

  private counted(): Record<string, number> {
    const texts = this.talks.flatMap(({ messages }) => messages.map(({ content }) => content))
    return Object.fromEntries(this.asked.map((text) => [text, texts.filter((other) => other === text).length]))
  }

  private fileBytes(): number | null {
    const bytes = this.talks.flatMap(({ messages }) => messages.flatMap(({ attachments }) => attachments))[0]?.blob.bytes
    return bytes && Buffer.from(bytes).equals(someBytes(FILE_BYTES)) ? bytes.byteLength : null
  }

  private async differences(): Promise<string[]> {
    const wrong: string[] = []
    for (const talk of this.talks) {
      const stored = (await this.running.store.conversation(keyOf(talk)))?.conversation
      const lines = await this.running.store.messages(keyOf(talk), null, 1_000)
      const spoken = talk.messages.filter(({ type }) => type !== 'activity')
      const here: unknown[] = [stored?.status, stored?.assignee?.id ?? null, stored?.preview?.id ?? null]
      const there: unknown[] = [talk.status, talk.assigneeId, spoken.at(-1)?.id ?? null]
      here.push(...lines.map((one) => `${one.id} ${one.type} ${one.content} ${one.attachments.length}`))
      there.push(...talk.messages.map((one) => `${one.id} ${one.type} ${one.content ?? ''} ${one.attachments.length}`))
      if (here.join('|') !== there.join('|')) wrong.push(`${here.join('|')}\n${there.join('|')}`)
    }
    return wrong
  }

  private async healthLines(): Promise<string[]> {
    const lines = await this.running.store.health(100)
    return lines.toReversed().map(({ what, facts }) => `${what} ${String(facts['state'] ?? '')}`.trim())
  }

  private async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const endAt = Date.now() + PATIENCE_MS
    while (!(await isSo())) {
      if (Date.now() > endAt)
        throw new Error(`never ${what}: ${this.links.join(', ')}\n${(await this.differences()).join('\n')}`)
      await pass(50)
    }
  }
}

function keyOf({ accountId, displayId }: Conversation): ConversationKey {
  return { accountId, conversationId: displayId } as ConversationKey
}

function isReply({ method, path }: { method: string; path: string }): boolean {
  return method === 'POST' && path.endsWith('/messages')
}

setInterface('up')
const fake = await startFakeChatwoot()
const seen = await new Island(fake, JSON.parse(process.argv[2] ?? '{}') as Order).live()
process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit(0))
