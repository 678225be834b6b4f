import { beforeEach, describe, expect, it } from 'vitest'
import { makeFacts } from '../../src-main/core/facts'
import { makePlaybook, type Playbook } from '../../src-main/core/playbook/playbook'
import { defaultSettings } from '../../src-main/core/settings'
import type { Message } from '../../src-preload/contract/entities'
import { FakeClock } from '../fakes/clock'
import { message, refTo } from '../fakes/desk'
import { FakeLog } from '../fakes/log'
import { MemoryDisk, openMemoryStore } from '../fakes/store-memory'

const HERE = refTo(1042)
const response = {
  id: 7,
  shortCode: 'mug',
  content: 'I am sorry about the broken mug, {{contact.name}}. A new one leaves today.',
}

let disk: MemoryDisk
let playbook: Playbook
let isOn: boolean
let tell: (message: Message) => void
const log = new FakeLog()

beforeEach(async () => {
  disk = new MemoryDisk()
  isOn = true
  const store = openMemoryStore(disk)
  const facts = makeFacts(log)
  const settings = { get: () => ({ ...defaultSettings, playbook: isOn }) }
  playbook = makePlaybook({ store, facts, clock: new FakeClock(), settings, log })
  playbook.start()
  tell = (sent) => facts.tell({ kind: 'ReplySent', clientId: 'c' as never, message: sent })
  await store.commit(async (tx) => {
    const { accountId } = HERE
    await tx.putDirectory({ accountId, inboxes: [], agents: [], teams: [], labels: [], cannedResponses: [response] })
    for (const [n, content] of [
      [10, 'My mug has a crack'],
      [30, 'Another mug, another crack!'],
    ] as const)
      await tx.putMessage({ message: message(n, { content }), evidenceAt: 0 })
  })
})

const sent = (content: string, some: Partial<Message> = {}) => message(20, { type: 'outgoing', content, ...some })
/** What was told has been learnt, or was not for learning: the store has done what it was asked. */
async function learnt(): Promise<number> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  return playbook.count()
}

describe('learning', () => {
  it('M13 a response that was sent, also when it was changed a little, is offered after similar words', async () => {
    tell(sent('I am so sorry about the broken mug, Ana. A new one leaves today, I promise.'))
    expect(await learnt()).toBe(1)
    expect(disk.state.uses).toMatchObject([{ cannedId: 7, stems: ['mug', 'has', 'crack'] }])
    expect(await playbook.suggest(HERE)).toMatchObject([{ id: 7, times: 1, word: 'mug' }])
    expect(log.bugs).toEqual([])
  })

  it('M13 words of my own, and notes, teach nothing', async () => {
    tell(sent('It will be fine'))
    tell(sent(response.content, { private: true }))
    expect(await learnt()).toBe(0)
  })

  it('M13 switched off nothing is learnt and nothing offered; what was learnt is offered again when it is on', async () => {
    tell(sent(response.content))
    expect(await learnt()).toBe(1)
    isOn = false
    tell(sent(response.content))
    expect(await learnt()).toBe(1)
    expect(await playbook.suggest(HERE)).toEqual([])
    isOn = true
    expect(await playbook.suggest(HERE)).toHaveLength(1)
  })

  it('M13 forgetting forgets all', async () => {
    tell(sent(response.content))
    expect(await learnt()).toBe(1)
    await playbook.forget()
    expect(await playbook.suggest(HERE)).toEqual([])
    expect(await playbook.count()).toBe(0)
  })
})
