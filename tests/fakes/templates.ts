/** Templates of a shop, as Meta's Cloud API has them and as the treaty does. */
import type { MessageTemplate } from '../../src-preload/contract/message-template'

export function template(some: Partial<MessageTemplate> = {}): MessageTemplate {
  return {
    name: 'order_shipped',
    language: 'en_US',
    category: 'UTILITY',
    namespace: null,
    header: null,
    body: 'Hi {{1}}, your order {{2}} is on its way.',
    footer: null,
    buttons: [],
    needs: null,
    ...some,
  }
}

const body = (text: string) => ({ type: 'BODY', text })

/** As an inbox tells them: approved ones, some that need more than values of the body, one that waits, and rubbish. */
export const wireTemplates = [
  {
    ...{ name: 'order_shipped', status: 'APPROVED', category: 'UTILITY', language: 'en_US', id: '1' },
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Your parcel' },
      body('Hi {{1}}, your order {{2}} is on its way.'),
      { type: 'FOOTER', text: 'Acme Support' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thank you' }] },
    ],
  },
  {
    ...{ name: 'appointment', status: 'approved', category: 'UTILITY', language: 'ru', parameter_format: 'NAMED' },
    components: [body('{{ customer_name }}, ждём вас {{day}} в {{hour}}. До встречи {{day}}!')],
  },
  { name: 'hello_world', status: 'APPROVED', category: 'UTILITY', language: 'en_US', components: [body('Hello World')] },
  {
    ...{ name: 'new_catalogue', status: 'APPROVED', category: 'MARKETING', language: 'en_US' },
    components: [{ type: 'HEADER', format: 'IMAGE' }, body('The new catalogue is here')],
  },
  {
    ...{ name: 'track_it', status: 'APPROVED', category: 'UTILITY', language: 'en_US' },
    components: [
      body('Track your parcel'),
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://acme.example/{{1}}' }] },
    ],
  },
  {
    ...{ name: 'titled', status: 'APPROVED', category: 'UTILITY', language: 'en_US' },
    components: [{ type: 'HEADER', format: 'TEXT', text: 'For {{1}}' }, body('Titled')],
  },
  { name: 'code', status: 'APPROVED', category: 'AUTHENTICATION', language: 'en_US', components: [body('{{1}} is your code')] },
  {
    name: 'carousel',
    status: 'APPROVED',
    category: 'MARKETING',
    language: 'en',
    components: [body('Look'), { type: 'CAROUSEL' }],
  },
  { name: 'waits', status: 'PENDING', language: 'en_US', components: [body('Not yet')] },
  { name: 'bodiless', status: 'APPROVED', language: 'en_US', components: [{ type: 'HEADER', format: 'TEXT', text: 'Hm' }] },
  { name: 'odd', status: 'APPROVED', components: { not: 'a list' } },
  { status: 'APPROVED' },
  null,
  'rubbish',
]
