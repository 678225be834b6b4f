/** The table of filters is the server's: what it allows is answered, what it forbids is a refusal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Condition, FILTER_OPERATORS, filterTroubles, operatorsOf } from '../../src-preload/contract/contact-filter'
import { ConnectorsWorld, vkAsk } from './connectors-world'

const KEYS = ['name', 'email', 'phone_number', 'identifier', 'country_code', 'city', 'company', 'blocked', 'labels']
const TIMES = ['created_at', 'last_activity_at']
const { account } = vkAsk()

describe.each(['4.2.0', '4.10.1'] as const)('filters of contacts on a %s', (version) => {
  let world: ConnectorsWorld
  beforeAll(async () => {
    world = await ConnectorsWorld.open(version)
    await world.admin.createAttribute(account, { key: 'vk_user_id', name: 'VK', description: '' })
    const { model } = world.fake
    model.addContact({ name: 'Eva', email: 'eva@mail.example', custom_attributes: { vk_user_id: '1' } })
    model.addContact({ name: 'Ivo', phone_number: '+4930123', identifier: 'vk:2', custom_attributes: { vk_user_id: '2' } })
    model.addContact({ name: 'Ada', identifier: 'vk:3' })
  })
  afterAll(() => world.close())

  const names = async (conditions: Condition[]) => {
    const found = await world.admin.filterContacts(account, conditions)
    return found.kind === 'accepted' ? found.value.map(({ name }) => name).sort() : found.kind
  }

  it.each([...KEYS, ...TIMES])('G10 %s takes the operators of our table and no others', async (key) => {
    const value = TIMES.includes(key) ? '2026-01-01' : key === 'blocked' ? 'false' : 'x'
    for (const operator of FILTER_OPERATORS) {
      const values = operator.endsWith('present') ? [] : operator === 'days_before' ? ['3'] : [value]
      const ours = filterTroubles([{ key, operator, values }], []).length === 0
      const { kind } = await world.admin.filterContacts(account, [{ key, operator, values }])
      expect([operator, kind]).toEqual([operator, ours ? 'accepted' : 'refused'])
    }
  })

  it('G10 several conditions: joined, the last one not; a phone number with its plus; an attribute that is defined', async () => {
    const vk = (id: string): Condition => ({ key: 'vk_user_id', operator: 'equal_to', values: [id] })
    expect(
      await names([
        { ...vk('1'), join: 'or' },
        { key: 'identifier', operator: 'equal_to', values: ['vk:3'] },
      ]),
    ).toEqual(['Ada', 'Eva'])
    expect(await names([vk('2'), { key: 'name', operator: 'contains', values: ['v'] }])).toEqual(['Ivo'])
    expect(await names([vk('2'), { key: 'name', operator: 'equal_to', values: ['Eva'], join: 'or' }])).toEqual([])
    expect(await names([{ key: 'phone_number', operator: 'equal_to', values: ['+4930123'] }])).toEqual(['Ivo'])
    expect(await names([{ key: 'max_user_id', operator: 'equal_to', values: ['1'] }])).toBe('refused')
    expect(operatorsOf('max_user_id', [{ key: 'vk_user_id', kind: 'text' }])).toBeNull()
  })
})
