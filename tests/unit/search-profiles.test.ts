import { describe, expect, it } from 'vitest'
import type { SearchAsk, SearchHit } from '../../src-main/core/ports'
import { searchServers } from '../../src-main/core/search/on-server'
import { searchStored } from '../../src-main/core/search/search'
import type { SearchSource } from '../../src-main/core/search/source'
import { aConversation, aMessage, ME, NOON } from '../store/examples'

const input = { text: '', scope: null, conversation: null, limit: 50 }

/** A profile that answers each ask with what `find` says, and writes the asks down. */
function source(id: string, find: (ask: SearchAsk) => SearchHit[] = () => []) {
  const asks: SearchAsk[] = []
  const made: SearchSource = {
    id: id as never,
    me: ME,
    accounts: [
      { id: 1 as never, name: 'Acme Support' },
      { id: 2 as never, name: 'Northbird' },
    ],
    store: {
      search: (ask) => {
        asks.push(ask)
        return Promise.resolve(find(ask))
      },
      searchCustomers: () => Promise.resolve([]),
      nearWords: () => Promise.resolve([]),
      notIndexed: () => Promise.resolve(2),
      directory: (account) =>
        Promise.resolve({
          inboxes: account === 1 ? [{ id: 3, name: 'WhatsApp Sales' }] : [{ id: 4, name: 'E-mail' }],
        } as never),
    },
  }
  return { made, asks }
}

const hit = (id: number, over = {}): SearchHit => ({ message: aMessage(1, id, over), contactName: 'Anna' })

describe('F16 M5 search over all profiles', () => {
  it('F16 answers are merged, newest first, cut at the limit, and it says that there is more', async () => {
    const one = source('a', () => [hit(4), hit(2)])
    const other = source('b', () => [hit(3), hit(1)])
    const answer = await searchStored([one.made, other.made], { ...input, text: 'text', limit: 3 }, NOON)
    expect(answer.messages.map((found) => found.messageId)).toEqual([4, 3, 2])
    expect(answer).toMatchObject({ more: true, notIndexed: 4 })
    expect(answer.messages[0]?.pieces).toContainEqual({ text: 'Text', hit: true })
  })

  it('F16 nothing typed asks nothing; filters alone do', async () => {
    const { made, asks } = source('a')
    await searchStored([made], { ...input, text: '  ' }, NOON)
    expect(asks).toEqual([])
    await searchStored([made], { ...input, text: 'has:file' }, NOON)
    expect(asks[0]).toMatchObject({ has: ['file'], accounts: [1, 2] })
  })

  it('F16 from:me is me; in: names inboxes and accounts, and one that nobody has is told', async () => {
    const { made, asks } = source('a')
    await searchStored([made], { ...input, text: 'x from:me from:anna in:sales' }, NOON)
    expect(asks[0]).toMatchObject({ from: [ME, 'anna'], inboxes: [3] })
    asks.length = 0
    await searchStored([made], { ...input, text: 'x in:north' }, NOON)
    expect(asks[0]).toMatchObject({ inboxes: [4] })
    asks.length = 0
    await searchStored([made], { ...input, text: 'x in:"whatsapp sal" in:mail' }, NOON)
    expect(asks[0]).toMatchObject({ inboxes: [3, 4] })
    expect((await searchStored([made], { ...input, text: 'x in:"!"' }, NOON)).filters[0]?.ok).toBe(false)
    asks.length = 0
    const answer = await searchStored([made], { ...input, text: 'x in:nowhere' }, NOON)
    expect(asks[0]).toMatchObject({ inboxes: [] })
    expect(answer.filters).toEqual([{ name: 'in', value: 'nowhere', ok: false }])
  })

  it('F16 stays in the account or the conversation it is asked for', async () => {
    const [one, other] = [source('a'), source('b')]
    const scope = { profileId: 'b' as never, accountId: 2 as never }
    await searchStored([one.made, other.made], { ...input, text: 'x', scope }, NOON)
    expect([one.asks.length, other.asks[0]?.accounts]).toEqual([0, [2]])
    other.asks.length = 0
    const conversation = { ...scope, conversationId: 9 as never }
    await searchStored([one.made, other.made], { ...input, text: 'x', conversation }, NOON)
    expect(other.asks[0]?.conversation).toEqual({ accountId: 2, conversationId: 9 })
  })

  it('F16 a word that is nowhere is tried in the other keyboard layout, then with a slip mended', async () => {
    const has = (wanted: string) => (ask: SearchAsk) => (ask.words.some((word) => word.text === wanted) ? [hit(1)] : [])
    const layout = source('a', has('заказ'))
    const answer = await searchStored([layout.made], { ...input, text: 'pfrfp' }, NOON)
    expect(answer).toMatchObject({ corrected: [{ from: 'pfrfp', to: 'заказ' }], messages: [{ messageId: 1 }] })
    const slip = source('a', has('parcel'))
    slip.made.store.nearWords = () => Promise.resolve(['parcel'])
    expect(await searchStored([slip.made], { ...input, text: 'pacrel' }, NOON)).toMatchObject({
      corrected: [{ from: 'pacrel', to: 'parcel' }],
      messages: [{ messageId: 1 }],
    })
    expect((await searchStored([slip.made], { ...input, text: '"pacrel"' }, NOON)).corrected).toEqual([])
  })
})

describe('F16 what only the server has', () => {
  const news = (id: number) => ({
    accountId: 1,
    conversationId: 1,
    id,
    evidenceAt: 0,
    clientId: null,
    fields: { type: 'incoming', content: `old parcel ${id}`, createdAt: id },
  })
  const server = (answer: unknown) => ({
    id: 'a' as never,
    accounts: [{ id: 1 as never }],
    server: { searchMessages: () => Promise.resolve(answer as never) },
    store: {
      messagesById: () => Promise.resolve([{ message: aMessage(1, 2), evidenceAt: 0 }]),
      conversation: () => Promise.resolve({ conversation: aConversation(1), evidenceAt: 0 }),
    },
  })

  it('F16 is shown with the name of its customer; what is stored here is left out', async () => {
    const answer = await searchServers(
      [server({ kind: 'accepted', value: [news(1), news(2)] })],
      { text: 'parcel', scope: null, page: 1 },
      NOON,
    )
    expect(answer.messages).toMatchObject([{ messageId: 1, contactName: 'Customer 1' }])
    expect(answer).toMatchObject({ more: false, failed: [] })
  })

  it('F16 a server that cannot be asked is named and takes nothing from the others', async () => {
    const dead = server({ kind: 'never-sent', reason: 'connect', detail: '' })
    const answer = await searchServers(
      [dead, server({ kind: 'accepted', value: [news(1)] })],
      { text: 'parcel has:file', scope: null, page: 1 },
      NOON,
    )
    expect(answer.messages).toHaveLength(1)
    expect(answer.failed).toMatchObject([{ profileId: 'a', error: { kind: 'offline' } }])
  })
})
