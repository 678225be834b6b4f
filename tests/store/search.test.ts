import { describe, expect, it } from 'vitest'
import type { SearchAsk, SoughtWord } from '../../src-main/core/ports'
import { accountId } from '../../src-preload/contract/ids'
import { aConversation, aMessage, keyOf, ME, NOON } from './examples'
import { temporaryStore } from './temporary'

const ACCOUNT = accountId.parse(1)
const DAY_MS = 86_400_000
const place = temporaryStore()

function words(text: string, over: Partial<SoughtWord> = {}): SoughtWord[] {
  return text.split(' ').map((one) => ({ text: one, exact: false, not: false, ...over }))
}

async function search(ask: Partial<SearchAsk>): Promise<number[]> {
  const all = { accounts: [ACCOUNT], words: [], from: [], inboxes: [], has: [], labels: [], conversation: null }
  const hits = await place.store.search({ ...all, before: null, after: null, limit: 50, ...ask })
  return hits.map(({ message }) => message.id ?? 0)
}

async function put(...messages: ReturnType<typeof aMessage>[]): Promise<void> {
  await place.store.commit(async (tx) => {
    for (const message of messages) await tx.putMessage({ message, evidenceAt: NOON })
  })
}

async function index(): Promise<void> {
  while ((await place.store.commit((tx) => tx.indexSome(25))) === 25);
}

function file(id: number, type: string, name: string) {
  return { id, type, name, url: null, thumbUrl: null, size: 1, width: null, height: null }
}

describe('F16 words of messages', () => {
  it('F16 Cyrillic and Latin are found by their beginnings, whatever the case, the accents and the ё', async () => {
    await put(
      aMessage(1, 1, { content: 'Где моя Ёлка? Заказала у вас в Łodzi' }),
      aMessage(1, 2, { content: 'Le Café est fermé' }),
      aMessage(1, 3, { content: 'Мне пришли не те заказы' }),
      aMessage(1, 4, { content: '日本語のメッセージ' }),
    )
    await index()
    for (const typed of ['елка', 'ЁЛКА', 'Елк', 'lodzi', 'ŁODZI']) expect(await search({ words: words(typed) })).toEqual([1])
    expect(await search({ words: words('cafe ferme') })).toEqual([2])
    expect(await search({ words: words('заказ') })).toEqual([3, 1])
    expect(await search({ words: words('заказа') })).toEqual([3, 1])
    expect(await search({ words: words('本語') })).toEqual([4])
    expect(await search({ words: words('надежда') })).toEqual([])
  })

  it('F16 the newest come first, the limit holds, and nothing typed is an operator', async () => {
    await put(...Array.from({ length: 30 }, (_, n) => aMessage(1, n + 1, { content: `parcel AND "${n}" OR * NEAR( text: -x` })))
    await index()
    expect(await search({ words: words('parcel'), limit: 3 })).toEqual([30, 29, 28])
    for (const typed of [
      'AND',
      'OR',
      'NOT',
      'NEAR(',
      '"',
      '*',
      'text:',
      '^parcel',
      '{parcel}',
      '(',
      'a" OR "b',
      "'",
      ';--',
      '\0',
    ])
      await expect(search({ words: [{ text: typed, exact: false, not: false }] })).resolves.toBeInstanceOf(Array)
    expect(await search({ words: words('"29"') })).toEqual([30])
  })

  it('F16 no word and no beginning of one finds a message by the words the index has of its own', async () => {
    const shot = file(1, 'image', 'shot.png')
    const sender = { type: 'user', id: ME, name: 'Bo', avatarUrl: null } as const
    await put(aMessage(1, 1, { content: 'see https://example.org', attachments: [shot], sender, private: true }))
    await index()
    expect(await search({ words: words('example'), has: ['image'], from: [ME] })).toEqual([1])
    for (const typed of `z za za1 zi zi3 zc zc1 zc1x1 zu zu${ME} zh zhfile zhfiles zhimag`.split(' '))
      expect([typed, await search({ words: words(typed) })]).toEqual([typed, []])
    expect(await search({ words: [...words('example'), ...words('zhfile', { not: true })] })).toEqual([1])
  })

  it('F16 exact words stand in a row, and what must not be there is not there', async () => {
    await put(
      aMessage(1, 1, { content: 'the parcel is late' }),
      aMessage(1, 2, { content: 'late is the parcel' }),
      aMessage(1, 3, { content: 'the parcel is late, sorry' }),
    )
    await index()
    expect(await search({ words: [{ text: 'parcel is late', exact: true, not: false }] })).toEqual([3, 1])
    expect(await search({ words: [...words('parcel'), ...words('sorry', { not: true })] })).toEqual([2, 1])
    expect(await search({ words: words('sorry', { not: true }) })).toEqual([2, 1])
  })

  it('F16 names of senders and files are found, what was only noted by the server is not', async () => {
    await put(
      aMessage(1, 1, { content: 'see this', attachments: [file(1, 'image', 'Rechnung_2026.png')] }),
      aMessage(2, 2, { type: 'activity', content: 'Conversation was resolved by Rechnung' }),
    )
    await index()
    expect(await search({ words: words('rechnung') })).toEqual([1])
    expect(await search({ words: words('customer') })).toEqual([1])
  })

  it('F16 filters: who, where, what, which label, when', async () => {
    const mine = { type: 'user', id: ME, name: 'Bo Agent', avatarUrl: null }
    await place.store.commit(async (tx) => {
      await tx.putConversation({ conversation: aConversation(1, { labels: ['vip-gold'] }), evidenceAt: NOON })
      await tx.putConversation({ conversation: aConversation(2, { labels: ['billing'] }), evidenceAt: NOON })
    })
    await put(
      aMessage(1, 1, { content: 'invoice', createdAt: NOON - 40 * DAY_MS }),
      aMessage(1, 2, { content: 'invoice', sender: mine, type: 'outgoing', private: true, createdAt: NOON - 20 * DAY_MS }),
      aMessage(2, 3, { content: 'invoice https://x.example', inboxId: 9, createdAt: NOON - 2 * DAY_MS }),
      aMessage(2, 4, { content: 'invoice', attachments: [file(1, 'audio', 'a.ogg')], createdAt: NOON }),
    )
    await index()
    const invoice = words('invoice')
    expect(await search({ words: invoice, from: [ME] })).toEqual([2])
    expect(await search({ words: invoice, from: ['customer 2'] })).toEqual([4, 3])
    expect(await search({ words: invoice, from: [ME, 'customer 1'] })).toEqual([2, 1])
    expect(await search({ words: invoice, inboxes: [9 as never] })).toEqual([3])
    expect(await search({ words: invoice, has: ['audio'] })).toEqual([4])
    expect(await search({ words: invoice, has: ['file'] })).toEqual([4])
    expect(await search({ words: invoice, has: ['link'] })).toEqual([3])
    expect(await search({ has: ['note'] })).toEqual([2])
    expect(await search({ words: invoice, labels: ['VIP-Gold'] })).toEqual([2, 1])
    expect(await search({ labels: ['billing'] })).toEqual([4, 3])
    expect(await search({ words: invoice, labels: ['nobody'] })).toEqual([])
    expect(await search({ words: invoice, before: NOON })).toEqual([3, 2, 1])
    expect(await search({ words: invoice, after: NOON - 20 * DAY_MS, before: NOON })).toEqual([3, 2])
    expect(await search({ after: NOON - 2 * DAY_MS })).toEqual([4, 3])
    expect(await search({ words: invoice, conversation: keyOf(1, 1) })).toEqual([2, 1])
  })

  it('F16 a label on very many conversations is met all the same', async () => {
    await place.store.commit(async (tx) => {
      for (let id = 1; id <= 400; id += 1)
        await tx.putConversation({ conversation: aConversation(id, { labels: id === 7 ? [] : ['vip'] }), evidenceAt: NOON })
    })
    await put(aMessage(7, 1, { content: 'invoice' }), aMessage(8, 2, { content: 'invoice' }))
    await index()
    expect(await search({ words: words('invoice'), labels: ['vip'] })).toEqual([2])
    expect(await search({ labels: ['vip'] })).toEqual([2])
  })
})

describe('F16 the index and what is stored', () => {
  it('F16 F4 what is edited, taken back, removed or pruned is not found any more', async () => {
    await place.store.commit((tx) =>
      tx.putConversation({ conversation: aConversation(1, { status: 'resolved', labels: [] }), evidenceAt: NOON }),
    )
    await put(...Array.from({ length: 60 }, (_, n) => aMessage(1, n + 1, { content: `secret ${n + 1}`, createdAt: NOON + n })))
    await put(aMessage(2, 100, { content: 'secret of another' }))
    await index()
    expect(await search({ words: words('secret'), limit: 100 })).toHaveLength(61)
    await put(aMessage(1, 60, { content: '', deleted: true, createdAt: NOON + 59 }))
    // At once: nothing has followed yet.
    expect(await search({ words: words('secret'), limit: 100 })).toHaveLength(60)
    await put(aMessage(1, 59, { content: 'changed', createdAt: NOON + 58 }))
    await index()
    expect(await search({ words: words('secret'), limit: 100 })).toHaveLength(59)
    expect(await search({ words: words('changed') })).toEqual([59])
    await place.store.commit((tx) => tx.prune({ me: ME, before: NOON + DAY_MS, after: null }))
    expect((await search({ words: words('secret'), limit: 100 })).length).toBe(49)
    await place.store.commit((tx) => tx.removeConversation(keyOf(1, 2)))
    expect(await search({ words: words('another') })).toEqual([])
  })

  it('F16 a message that comes again as it is, is not indexed again', async () => {
    await put(aMessage(1, 1, { content: 'once' }))
    await index()
    await put(aMessage(1, 1, { content: 'once', status: 'read' }))
    expect(await place.store.notIndexed()).toBe(0)
    expect(await place.store.commit((tx) => tx.indexSome(25))).toBe(0)
    await put(aMessage(1, 1, { content: 'twice' }))
    expect(await place.store.notIndexed()).toBe(1)
  })

  it('F16 what waits in the outbox is not in it, and is once the server has it', async () => {
    const unsent = aMessage(1, null, {
      content: 'my reply',
      clientId: '00000000-0000-4000-8000-000000000001',
      marker: 1767603600.000001,
    })
    await put(unsent)
    await index()
    expect(await search({ words: words('reply') })).toEqual([])
    await put({ ...unsent, id: 5 as never })
    await index()
    expect(await search({ words: words('reply') })).toEqual([5])
  })

  it('F16 customers are found by name, e-mail, the end of a number and identifier', async () => {
    const contact = {
      ...aConversation(1).contact,
      name: 'Анна Ковальска',
      email: 'anna@kowalska.pl',
      phoneNumber: '+48 501 222 333',
      identifier: 'vk:77',
    }
    await place.store.commit((tx) => tx.putConversation({ conversation: aConversation(1, { contact }), evidenceAt: NOON }))
    await index()
    const find = async (typed: string) =>
      (await place.store.searchCustomers({ accounts: [ACCOUNT], words: words(typed), labels: [], limit: 5 })).map(
        (one) => one.id,
      )
    for (const typed of ['анна', 'ковал анна', 'anna@kowalska.pl', '2333', '501222333', '48501222333', 'vk:77'])
      expect(await find(typed)).toEqual([1])
    await place.store.commit((tx) =>
      tx.putConversation({ conversation: aConversation(1, { contact: { ...contact, name: 'Bea' } }), evidenceAt: NOON + 1 }),
    )
    await index()
    expect(await find('anna')).toEqual([1])
    expect(await find('анна')).toEqual([])
    expect(await find('ковальска')).toEqual([])
    await place.store.commit((tx) => tx.removeConversation(keyOf(1, 1)))
    expect(await find('bea')).toEqual([])
  })

  it('F16 words that differ by a slip are suggested, the most used first', async () => {
    await put(
      ...['доставка', 'доставка', 'доставку', 'invoice', 'invoices'].map((content, n) => aMessage(1, n + 1, { content })),
    )
    await index()
    expect((await place.store.nearWords('доствака'))[0]).toBe('доставка')
    expect(await place.store.nearWords('invocie')).toContain('invoice')
    expect(await place.store.nearWords('nivoice')).toContain('invoice')
    expect(await place.store.nearWords('inv')).toEqual([])
    expect(await place.store.nearWords('zzzzzz')).toEqual([])
  })
})
