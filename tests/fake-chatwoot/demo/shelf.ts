import type { World } from '../model/world'

const LABELS: [title: string, color: string][] = [
  ['damaged', '#C2410C'],
  ['mugs', '#0F766E'],
  ['vip', '#7C3AED'],
  ['invoice', '#1D4ED8'],
  ['shipping', '#0369A1'],
  ['returns', '#B45309'],
  ['pre-sale', '#4D7C0F'],
]
const CANNED: [code: string, content: string][] = [
  ['hi', 'Hello {{contact.first_name}}, thank you for writing! How can I help?'],
  ['address', 'Could you confirm the delivery address, please?'],
  ['refund', 'The refund is on its way; it takes up to three days to arrive.'],
  ['tracking', 'Your parcel has left us. I will send the tracking number as soon as I have it.'],
  ['friday', 'Both colours are back in stock on Friday.'],
  ['photo', 'Could you send a picture of it?'],
  ['sorry', 'I am sorry about that, {{contact.first_name}}. Let me put it right.'],
  ['bye', 'You are welcome, have a nice day!'],
  ['привет', 'Здравствуйте, {{contact.first_name}}! Чем могу помочь?'],
  ['срок', 'Доставка занимает два или три дня.'],
  ['возврат', 'Деньги вернутся на карту в течение трёх дней.'],
  ['спасибо', 'Рада была помочь. Хорошего дня!'],
]

/** Labels, canned responses, teams and macros of an account. */
export function stockShelf({ db, clock }: World, accountId: number): void {
  const now = clock.now()
  for (const [title, color] of LABELS) {
    db.labels.add((id) => ({ id, accountId, title, color, description: null, showOnSidebar: true }))
  }
  for (const [shortCode, content] of CANNED) {
    db.canned.add((id) => ({ id, accountId, shortCode, content, createdAt: now, updatedAt: now }))
  }
  const memberIds = db.users.where((user) => user.memberships.some((one) => one.accountId === accountId)).map(({ id }) => id)
  for (const name of ['orders', 'billing']) {
    db.teams.add((id) => ({
      ...{ id, accountId, name, memberIds, description: null, allowAutoAssign: false, createdAt: now, updatedAt: now },
    }))
  }
  const by = memberIds[0] ?? 1
  db.macros.add((id) => ({
    ...{ id, accountId, name: 'Thank and close', visibility: 'global', createdById: by, updatedById: by },
    actions: [
      { action_name: 'send_message', action_params: ['You are welcome, have a nice day!'] },
      { action_name: 'resolve_conversation', action_params: [] },
    ],
  }))
}
