import { describe, expect, it } from 'vitest'
import { toAttachment } from '../../src-main/chatwoot/translate/message'
import { toOffer } from '../../src-main/chatwoot/translate/offer'
import { attachmentWire } from '../../src-main/chatwoot/wire/message'

const nothing = { offered: [], answers: [], rating: null, unsupported: false, story: false }

describe('what a message offers', () => {
  it.each([
    ['an ordinary message', {}, undefined],
    ['a mail', { email: { subject: 'x' }, in_reply_to: 5, items: [], submitted_values: [] }, undefined],
    [
      'a choice that was made',
      {
        items: [
          { title: 'Red', value: 'r' },
          { title: 'Blue', value: 'b' },
        ],
        submitted_values: [{ title: 'Blue', value: 'b' }],
      },
      {
        ...nothing,
        offered: [
          { title: 'Red', text: '', url: null },
          { title: 'Blue', text: '', url: null },
        ],
        answers: [{ title: 'Blue', text: 'b' }],
      },
    ],
    [
      'a form',
      {
        items: [{ name: 'email', label: 'E-mail', placeholder: 'you@' }],
        submitted_values: [{ name: 'email', value: 'a@b.example' }],
      },
      {
        ...nothing,
        offered: [{ title: 'E-mail', text: 'you@', url: null }],
        answers: [{ title: 'email', text: 'a@b.example' }],
      },
    ],
    [
      'a survey',
      { submitted_values: { csat_survey_response: { rating: 4, feedback_message: 'Fine' } } },
      { ...nothing, rating: 4, answers: [{ title: '', text: 'Fine' }] },
    ],
    ['an e-mail address', { submitted_email: 'a@b.example' }, { ...nothing, answers: [{ title: '', text: 'a@b.example' }] }],
    [
      'a card and an article',
      {
        items: [
          {
            title: 'Mug',
            description: 'Blue',
            actions: [
              { type: 'postback', text: 'x', payload: 'p' },
              { type: 'link', uri: 'https://shop.example/1' },
            ],
          },
          { title: 'Help', description: 'How', link: 'https://help.example' },
        ],
      },
      {
        ...nothing,
        offered: [
          { title: 'Mug', text: 'Blue', url: 'https://shop.example/1' },
          { title: 'Help', text: 'How', url: 'https://help.example' },
        ],
      },
    ],
    ['a story', { story_id: '17', story_url: 'https://x' }, { ...nothing, story: true }],
    ['something the server cannot read', { is_unsupported: true }, { ...nothing, unsupported: true }],
    ['nonsense', { items: 'x', submitted_values: 7, story_id: {}, is_unsupported: 'no' }, undefined],
    ['nonsense in lists', { items: [null, 1, []], submitted_values: { csat_survey_response: { rating: 9 } } }, undefined],
  ] as const)('F20 %s', (_what, attributes, expected) => {
    expect(toOffer(attributes)).toEqual(expected)
  })

  it('F20 a thousand choices and long words are cut', () => {
    const offer = toOffer({ items: Array.from({ length: 1000 }, () => ({ title: 'x'.repeat(10_000) })) })
    expect([offer?.offered.length, offer?.offered[0]?.title.length]).toEqual([50, 2000])
  })

  it.each([
    [52.1, 4.3, { latitude: 52.1, longitude: 4.3 }],
    [0, 0, undefined],
    [91, 4, undefined],
    [52, 181, undefined],
    [null, 4, undefined],
    ['52', 4, undefined],
  ])('F20 a place at %s, %s', (coordinates_lat, coordinates_long, place) => {
    expect(
      toAttachment(attachmentWire.parse({ id: 1, file_type: 'location', coordinates_lat, coordinates_long })).place,
    ).toEqual(place)
  })
})
