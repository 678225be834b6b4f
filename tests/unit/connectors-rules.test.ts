/** What is known before anything is sent: names, addresses, filters, and that definitions can be carried out. */
import { describe, expect, it } from 'vitest'
import {
  connectorNamed,
  connectors,
  isPrivateUrl,
  nameTrouble,
  urlTrouble,
  WEBHOOK_EVENTS,
} from '../../src-main/core/connectors'
import { filterPayload } from '../../src-main/chatwoot/filter'
import { type Condition, filterTroubles, operatorsOf } from '../../src-preload/contract/contact-filter'
import { WEBHOOK_EVENTS as OF_THE_SERVER } from '../fake-chatwoot/rules/webhooks'

describe('names and addresses', () => {
  it.each([
    ['VK Connector', null],
    ['ВКонтакте', null],
    ['Élan 2', null],
    ['VK 🚀', null],
    ['  ', 'name-empty'],
    ['VK <3', 'name-symbols'],
    ['a/b', 'name-symbols'],
    ['me@home', 'name-symbols'],
    ['!VK', 'name-ends'],
    ['VK (new)', 'name-ends'],
  ])('G2 the name "%s" is %s', (name, trouble) => {
    expect(nameTrouble(name, '4.9.9')).toBe(trouble)
    expect(nameTrouble(name, null)).toBe(trouble)
    expect(nameTrouble(name, '4.10.1')).toBe(trouble === 'name-empty' ? trouble : null)
  })

  it.each([
    ['https://hooks.example.com/vk?x=1', null],
    ['http://127.0.0.1:3000', null],
    ['https://[2001:db8::1]:8443/hook', null],
    ['', 'url-empty'],
    ['hooks.example.com/vk', 'url-no-scheme'],
    ['ftp://hooks.example.com', 'url-scheme'],
    ['https://', 'url-broken'],
    ['https://a b.com', 'url-broken'],
    ['https://a.com:99999/', 'url-broken'],
  ])('G6 the address "%s" is %s', (url, trouble) => expect(urlTrouble(url)).toBe(trouble))

  it.each([
    ['http://localhost:3000/x', true],
    ['http://192.168.1.5/x', true],
    ['http://172.20.0.1', true],
    ['http://[::1]/', true],
    ['http://chatwoot/x', true],
    ['https://172.200.0.1', false],
    ['https://hooks.example.com', false],
  ])('G6 %s is private: %s', (url, isPrivate) => expect(isPrivateUrl(url)).toBe(isPrivate))
})

describe('definitions', () => {
  it('G6 the events are those of the server', () => {
    expect([...WEBHOOK_EVENTS].sort()).toEqual([...OF_THE_SERVER].sort())
  })

  it.each(connectors.map((one) => [one.id, one] as const))('G8 %s can be carried out', (id, one) => {
    expect(connectorNamed(id)).toBe(one)
    expect(nameTrouble(one.inboxName, null)).toBeNull()
    expect(one.inboxName.toLowerCase()).toContain(one.match)
    expect(one.match).toBe(one.match.toLowerCase())
    expect(one.attribute.key).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(new Set(one.events).size).toBe(one.events.length)
    expect(one.events).toContain('message_created')
  })

  it('G8 no two are one, and a stranger is none', () => {
    expect(new Set(connectors.map(({ id }) => id)).size).toBe(connectors.length)
    expect(connectorNamed('icq')).toBeNull()
  })
})

describe('filters of contacts', () => {
  const vk: Condition = { key: 'vk_user_id', operator: 'equal_to', values: ['1'] }

  it('G10 every condition but the last is joined, the last is not', () => {
    const three: Condition[] = [
      { ...vk, join: 'or' },
      { key: 'name', operator: 'contains', values: ['E'] },
      { ...vk, join: 'and' },
    ]
    const joins = filterPayload(three).payload.map((one) => (one as { query_operator: unknown }).query_operator)
    expect(joins).toEqual(['or', 'and', null])
  })

  it.each<[string, { condition: Condition; attributes?: string[]; trouble?: string }]>([
    ['an attribute that is defined', { condition: vk, attributes: ['vk_user_id'] }],
    ['one that is not', { condition: vk, trouble: 'unknown-key' }],
    ['a wrong operator', { condition: { key: 'identifier', operator: 'contains', values: ['1'] }, trouble: 'wrong-operator' }],
    ['no value', { condition: { key: 'name', operator: 'equal_to', values: [' '] }, trouble: 'no-value' }],
    ['no list', { condition: { key: 'name', operator: 'equal_to', values: [] }, trouble: 'no-value' }],
    ['none needed', { condition: { key: 'labels', operator: 'is_present', values: [] } }],
    [
      'a key of every object',
      { condition: { key: 'constructor', operator: 'equal_to', values: ['1'] }, trouble: 'unknown-key' },
    ],
  ])('G10 %s', (_, { condition, attributes = [], trouble }) => {
    const defined = attributes.map((key) => ({ key, kind: 'text' }))
    expect(filterTroubles([condition], defined)[0]?.trouble).toBe(trouble)
  })

  it('G10 the place of what is wrong is told', () => {
    const defined = [{ key: 'vk_user_id', kind: 'text' }]
    expect(filterTroubles([vk, { ...vk, values: [] }], defined)).toEqual([{ at: 1, trouble: 'no-value' }])
    expect(operatorsOf('phone_number', [])).toContain('starts_with')
    expect(operatorsOf('nothing', [])).toBeNull()
  })
})
