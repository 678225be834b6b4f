import { describe, expect, it } from 'vitest'
import { makeTrust, pinServer, type TrustNeeds } from '../../src-main/core/trust'
import type { Pins } from '../../src-main/core/ports'
import type { ShownCertificate } from '../../src-preload/contract/trust'

const HERE = 'https://chat.example'
const THERE = 'https://other.example'
const certificate = (key: string): ShownCertificate => ({ key, issuer: 'Some CA', validFromAt: 1, validUntilAt: 2 })

interface Around {
  shown?: Record<string, string>
  pins?: Pins
  managed?: Partial<TrustNeeds['managed']>
  isMemoryOnly?: boolean
}

/** A trust, with what it asked of the lines and what it wrote down. */
function world({ shown = {}, pins = {}, managed = {}, isMemoryOnly = false }: Around) {
  const expected = new Map<string, readonly string[] | null>()
  let kept = pins
  const trust = makeTrust({
    certificates: {
      // What the line knows besides is nobody's business.
      shown: (url) =>
        (shown[url] ? { ...certificate(shown[url]), subject: 'x' } : null) as ReturnType<TrustNeeds['certificates']['shown']>,
      expect: (url, keys) => void expected.set(url, keys),
    },
    book: { pins: () => pins, setPins: (next) => void (kept = next) },
    managed: { server: null, serverKeys: null, ...managed },
    isMemoryOnly: () => isMemoryOnly,
  })
  return { trust, expected, kept: () => kept }
}

describe('what an agent pinned', () => {
  it('F19 is the key that was looked at: it is kept, asked of the line, and shown', () => {
    const { trust, expected, kept } = world({ shown: { [HERE]: 'A', [THERE]: 'B' }, pins: { [THERE]: certificate('B') } })
    expect(trust.pin(HERE, 'A')).toBeNull()
    expect(kept()).toEqual({ [THERE]: certificate('B'), [HERE]: certificate('A') })
    expect(expected.get(HERE)).toEqual(['A'])
    expect(trust.view(HERE)).toEqual({
      ...{ shown: certificate('A'), pinned: certificate('A'), fixed: [], mayChange: true, isOther: false },
    })
  })

  it('F19 holds from the first moment, and another certificate is told', () => {
    const { trust, expected } = world({ shown: { [HERE]: 'B' }, pins: { [HERE]: certificate('A') } })
    expect(expected.get(HERE)).toEqual(['A'])
    expect(trust.view(HERE)).toMatchObject({ shown: { key: 'B' }, pinned: { key: 'A' }, isOther: true })
  })

  it('F19 is not another one than the agent has seen', () => {
    const { trust, kept } = world({ shown: { [HERE]: 'B' } })
    expect(trust.pin(HERE, 'A')).toBe('other-by-now')
    expect(trust.pin(THERE, 'A')).toBe('other-by-now')
    expect(kept()).toEqual({})
  })

  it('F19 is taken away for this server alone', () => {
    const { trust, expected, kept } = world({
      shown: { [HERE]: 'A' },
      pins: { [HERE]: certificate('A'), [THERE]: certificate('B') },
    })
    expect(trust.pin(HERE, null)).toBeNull()
    expect(kept()).toEqual({ [THERE]: certificate('B') })
    expect([expected.get(HERE), expected.get(THERE)]).toEqual([null, ['B']])
    expect(trust.view(HERE)).toMatchObject({ pinned: null, isOther: false })
  })

  it('F19 counts for the whole server, whatever the path and the letters of its address', () => {
    const { trust } = world({ shown: { [`${HERE}/chat`]: 'A' } })
    trust.pin(`${HERE}/chat`, 'A')
    expect(trust.view('HTTPS://Chat.Example/other').pinned).toEqual(certificate('A'))
    expect(trust.view(THERE).pinned).toBeNull()
  })

  it('F19 goes with the last account of its server', () => {
    const { trust, expected, kept } = world({ pins: { [HERE]: certificate('A'), [THERE]: certificate('B') } })
    trust.keepOnly([`${THERE}/chat`])
    expect(kept()).toEqual({ [THERE]: certificate('B') })
    expect([expected.get(HERE), expected.get(THERE)]).toEqual([null, ['B']])
  })

  it('F19 holds without a keychain as well, and is not written down', () => {
    const { trust, expected, kept } = world({ shown: { [HERE]: 'A' }, isMemoryOnly: true })
    expect(trust.pin(HERE, 'A')).toBeNull()
    expect([expected.get(HERE), kept()]).toEqual([['A'], {}])
    expect(trust.view(HERE).pinned).toEqual(certificate('A'))
  })

  it('F19 is nothing that an address without encryption could have', () => {
    expect(world({}).trust.view('http://chat.example').mayChange).toBe(false)
  })
})

describe('what the organisation pinned', () => {
  const managed = { server: HERE, serverKeys: ['M', 'N'] }

  it('F19 holds for its server from the first moment, before any pin of the agent', () => {
    const { trust, expected } = world({ shown: { [HERE]: 'N' }, pins: { [HERE]: certificate('A') }, managed })
    expect(expected.get(HERE)).toEqual(['M', 'N'])
    expect(trust.view(HERE)).toEqual({
      ...{ shown: certificate('N'), pinned: null, fixed: ['M', 'N'], mayChange: false, isOther: false },
    })
    expect(world({ shown: { [HERE]: 'A' }, managed }).trust.view(HERE).isOther).toBe(true)
  })

  it('F19 leaves other servers as the agent pinned them, and no agent changes a pin', () => {
    const { trust, kept } = world({ shown: { [THERE]: 'B' }, pins: { [THERE]: certificate('B') }, managed })
    expect(trust.view(THERE)).toMatchObject({ pinned: { key: 'B' }, fixed: [], mayChange: false, isOther: false })
    expect([trust.pin(THERE, null), trust.pin(HERE, 'A')]).toEqual(['managed', 'managed'])
    expect(kept()).toEqual({ [THERE]: certificate('B') })
  })

  it('F19 without a server of its own names nobody', () => {
    const { trust, expected } = world({ managed: { server: null, serverKeys: ['M'] } })
    expect([[...expected], trust.view(HERE).fixed]).toEqual([[], []])
  })

  it('F19 with a server and no keys leaves it to the agent', () => {
    const { trust, expected } = world({ shown: { [HERE]: 'A' }, managed: { server: HERE } })
    expect([[...expected], trust.view(HERE).fixed, trust.pin(HERE, 'A')]).toEqual([[], [], null])
  })
})

describe('accounts of a server whose pin changes', () => {
  const account = (baseUrl: string) => {
    const heard: string[] = []
    return { entry: { baseUrl }, facts: { tell: () => void heard.push('told') }, wake: () => void heard.push('woken'), heard }
  }

  it('F19 try again at once, and only they', () => {
    const [here, beside, there] = [account(HERE), account(`${HERE}/chat`), account(THERE)]
    const { trust } = world({ shown: { [HERE]: 'A' } })
    expect(pinServer(trust, [here, beside, there], { at: here, key: 'A' })).toBeNull()
    expect([here.heard, beside.heard, there.heard]).toEqual([['told', 'woken'], ['told', 'woken'], []])
  })

  it('F19 hear nothing when the wish was not followed', () => {
    const here = account(HERE)
    expect(pinServer(world({}).trust, [here], { at: here, key: 'A' })).toBe('other-by-now')
    expect(here.heard).toEqual([])
  })
})
