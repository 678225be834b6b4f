import { afterEach, describe, expect, it } from 'vitest'
import { accountCode, initials } from '../../src-renderer/parts/names'
import { figure, say, speak } from '../../src-renderer/text/t'

describe('figures and faces', () => {
  afterEach(() => speak('en'))

  it('F20 amounts from ten thousand on are grouped as the language does, in sentences too', async () => {
    expect([999, 9_999, 10_000, 1_234_567].map(figure)).toEqual(['999', '9999', '10,000', '1,234,567'])
    expect(say('message.new', { count: 12_345 })).toBe('12,345 new')
    expect(say('message.new', { count: 1 })).toBe('1 new')
    await speak('ru')
    expect([9_999, 12_345].map(figure)).toEqual(['9999', '12\u00a0345'])
    expect(say('talk.newBelow', { count: 12_341 })).toContain('12\u00a0341')
  })

  it('F20 numbers that name something stay as they are', () => {
    expect(say('palette.link', { number: '123456' })).toBe('Conversation 123456')
  })

  it.each([
    ['🌸', '🌸'],
    ['  👩🏽‍🚀 !', '👩🏽‍🚀'],
    ['🇵🇹🇵🇹', '🇵🇹'],
    ['🌸 Ana Ferreira', 'AF'],
    ['…', '?'],
    ['', '?'],
  ])('F20 the face of %j is %s', (name, face) => {
    expect(initials(name)).toBe(face)
  })

  it('F11 an account that is called by an emoji has it for a code', () => {
    expect([accountCode('🛒'), accountCode('Acme'), accountCode('--')]).toEqual(['🛒', 'AC', '?'])
  })
})
