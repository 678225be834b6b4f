/** Templates of a channel: how they are read, filled in and found (M14). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toTemplates } from '../../src-main/chatwoot/translate/template'
import { inboxWire } from '../../src-main/chatwoot/wire/directory'
import {
  begin,
  filledText,
  findTemplates,
  languageName,
  missingIn,
  placesOf,
  sentUse,
  sentValue,
  templateOf,
  templatePieces,
} from '../../src-renderer/parts/templates'
import { template, wireTemplates } from '../fakes/templates'

const read = (inbox: object) => toTemplates(inboxWire.parse({ id: 3, ...inbox }))

describe('M14 the templates an inbox tells', () => {
  const all = read({ channel_type: 'Channel::Whatsapp', message_templates: wireTemplates })

  it('M14 are those that are approved and have words; what needs more than values is said', () => {
    expect(all.map(({ name, needs }) => [name, needs])).toEqual([
      ['order_shipped', null],
      ['appointment', null],
      ['hello_world', null],
      ['new_catalogue', 'media'],
      ['track_it', 'button'],
      ['titled', 'title'],
      ['code', 'unknown'],
      ['carousel', 'unknown'],
    ])
  })

  it('M14 are read whole', () => {
    expect(all[0]).toEqual(template({ header: 'Your parcel', footer: 'Acme Support', buttons: ['Thank you'] }))
  })

  it('M14 may lie among the attributes of an API inbox, where its connector left them', () => {
    const inbox = { channel_type: 'Channel::Api', additional_attributes: { message_templates: wireTemplates.slice(0, 1) } }
    expect(read(inbox).map(({ name }) => name)).toEqual(['order_shipped'])
  })

  it.each([[undefined], [null], ['none'], [{}], [[]]])('M14 an inbox that tells %j has none', (list) => {
    expect(read({ message_templates: list })).toEqual([])
  })

  it('M14 nothing a server may tell breaks the inbox', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (list) => {
        expect(Array.isArray(read({ message_templates: list }))).toBe(true)
      }),
    )
  })
})

describe('M14 a template is filled in', () => {
  const order = template()
  const named = template({ body: '{{ customer_name }}, see you {{day}} at {{hour}}. Until {{day}}!' })

  it('M14 its places are found once each, numbered or named', () => {
    expect(placesOf(order)).toEqual(['1', '2'])
    expect(placesOf(named)).toEqual(['customer_name', 'day', 'hour'])
    expect(placesOf(template({ body: 'Hello {{}} {x} }}' }))).toEqual([])
  })

  it('M14 the same value stands in each of its places', () => {
    expect(filledText(named, { customer_name: 'Ana', day: 'Monday', hour: '9' })).toBe(
      'Ana, see you Monday at 9. Until Monday!',
    )
  })

  it('M14 what is missing keeps its braces and is named; blanks are no value', () => {
    expect(filledText(order, { 1: 'Ana', 2: '  ' })).toBe('Hi Ana, your order {{2}} is on its way.')
    expect(missingIn(order, { 1: 'Ana', 2: ' \t' })).toEqual(['2'])
    expect(missingIn(order, {})).toEqual(['1', '2'])
    expect(missingIn(template({ body: 'Hello' }), {})).toEqual([])
  })

  it('M14 no name of an object is a value', () => {
    const odd = template({ body: '{{constructor}} {{toString}}' })
    expect(missingIn(odd, {})).toEqual(['constructor', 'toString'])
  })

  it('M14 a value is one line, and asks the server for nothing', () => {
    expect(sentValue('  a\n\tb   c ')).toBe('a b c')
    expect(filledText(order, { 1: '{{contact.email}}', 2: '{% if x %}' })).not.toMatch(/\{[{%]/)
  })

  it('M14 only its own values go, in the order old servers count by', () => {
    const use = sentUse(template({ body: '{{2}} {{1}}' }), { 2: 'b', 1: 'a', other: 'x' })
    expect(JSON.stringify(use.values)).toBe('{"1":"a","2":"b"}')
    expect(JSON.stringify(sentUse(named, { hour: '9', day: 'Monday', customer_name: 'Ana' }).values)).toBe(
      '{"customer_name":"Ana","day":"Monday","hour":"9"}',
    )
  })

  it('M14 the pieces make up the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.string()), (body, values) => {
        const pieces = templatePieces({ body }, {})
        expect(pieces.map(({ text }) => text).join('')).toBe(body)
        const blank = missingIn({ body }, values)
        expect(pieces.filter(({ place }) => place !== null && blank.includes(place)).every(({ isFilled }) => !isFilled)).toBe(
          true,
        )
      }),
    )
  })

  it('M14 the one that was begun is known by name and language', () => {
    const [english, russian] = [template(), template({ language: 'ru' })]
    expect(templateOf([english, russian], begin(russian))).toBe(russian)
    expect(templateOf([english], begin(russian))).toBeUndefined()
    expect(templateOf([english], null)).toBeUndefined()
  })
})

describe('M14 a template is found', () => {
  const all = [
    template({ name: 'track_it', body: 'Track your parcel', needs: 'button' }),
    template({ name: 'order_shipped' }),
    template({ name: 'appointment', body: 'Ждём вас {{1}}' }),
    template({ name: 'order_paid', body: 'Thank you' }),
  ]
  const names = (query: string) => findTemplates(all, query).map(({ template: { name } }) => name)

  it.each([
    ['', ['appointment', 'order_paid', 'order_shipped', 'track_it']],
    ['order', ['order_paid', 'order_shipped']],
    ['order shi', ['order_shipped']],
    ['odshp', ['order_shipped']],
    ['ждём', ['appointment']],
    ['way', ['order_shipped']],
    ['your parcel', ['track_it']],
    ['zebra', []],
  ])('M14 by %j', (query, expected) => {
    expect(names(query)).toEqual(expected)
  })

  it('M14 the language is said in that of the window; what is none stays', () => {
    expect(languageName('en_US', 'en')).toBe('American English')
    expect(languageName('ru', 'ru')).toBe('русский')
    expect(languageName('', 'en')).toBe('')
    expect(languageName('not a language', 'en')).toBe('not a language')
  })
})
