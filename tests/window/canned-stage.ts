/** A desk whose account has canned responses, and a customer with a past. */
import { fireEvent } from '@testing-library/react'
import type { FakeBridge, Handlers } from '../fakes/bridge'
import { conversation, directory, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { choose, field } from './composer-stage'
import { openWindow, settle } from './stage'

export const RESPONSES: [string, string][] = [
  ['replace-mug', 'Hello {{contact.first_name}}, a new one for order {{contact.custom_attribute.order}} leaves today.'],
  ['reply-later', 'We will write to you on {{ delivery.day }}.'],
  ['repair-yourself', 'Glue helps.'],
  ['pre-order-policy', 'It ships in May.'],
  ['privet', 'Здравствуйте, {{contact.name}}! Ёлка уже едет.'],
]

const ana = conversation(1042, 'Ana Ferreira')
const contact = { ...ana.contact, customAttributes: { order: 'A-20417' } }

/** Opens Ana's conversation; `responses` are code and text. */
export async function openWith(responses = RESPONSES, more: Handlers = {}): Promise<FakeBridge> {
  const desk = emptyDesk({ rows: [row({ ...ana, contact }), row(conversation(1041, 'Kofi Mensah'))] })
  desk.messages.set(nameOf(refTo(1042)), [message(10)])
  desk.messages.set(nameOf(refTo(1041)), [message(20)])
  const bridge = fakeMain(desk, {
    'directory.get': ({ accountId }) => ({
      ...directory(accountId, [[1, 'WhatsApp Orders', 'Channel::Whatsapp']]),
      agents: [
        [1, 'Mira Olsen'],
        [2, 'Jonas Weber'],
        [3, 'Jo'],
        [4, 'Тест [x](http://evil) \u202e'],
      ].map(([id, name]) => ({ id, name, email: null, avatarUrl: null, availability: null, role: null }) as never),
      teams: [{ id: 9, name: 'Orders', isMember: true }],
      cannedResponses: responses.map(([shortCode, content], index) => ({ id: index + 1, shortCode, content })),
    }),
    ...more,
  })
  openWindow(bridge)
  await settle()
  await choose(1042)
  field().focus()
  return bridge
}

/** Types without the slow keyboard: the text is there, the cursor behind it. */
export function write(text: string): void {
  fireEvent.change(field(), { target: { value: text, selectionStart: text.length, selectionEnd: text.length } })
}
