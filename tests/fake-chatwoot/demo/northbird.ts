import type { Cast, Part } from './cast'

const lucia: Part = {
  ...{ name: 'Lucía Ramos', inbox: 'Telegram', assignee: 'mira', isUnread: true, city: 'Sevilla' },
  history: [
    { ago: 9, by: 'customer', text: 'Hola! My card was refused, is something wrong with the shop?' },
    { ago: 7, by: 'mira', text: 'Hello Lucía! The payment was refused by the bank. Could you try another card?' },
    { ago: 4, by: 'customer', text: '¡Gracias! I will try with the other card' },
  ],
  lines: ['It went through!', 'Will I get a receipt by mail?', 'And can I change the colour of the lamp?'],
  answers: ['¡Perfecto!', 'Gracias, you are very fast.', 'Ok, I will look.'],
}

const grete: Part = {
  ...{ name: 'Grete Lund', inbox: 'hello@northbird.example', email: 'grete.lund@mail.example', assignee: 'mira' },
  labels: ['shipping'],
  history: [
    { ago: 70, by: 'customer', text: 'Has my parcel left already?' },
    { ago: 34, by: 'mira', text: 'Your parcel left us this morning. Here is the number: NB-7741.' },
  ],
  lines: ['The number does not work yet, is that normal?'],
  answers: ['Now I see it, thank you.'],
}

const omar: Part = {
  ...{ name: 'Omar Haddad', inbox: 'SMS', phone: '+15550100199', assignee: 'mira', labels: ['shipping'] },
  history: [
    { ago: 120, by: 'customer', text: 'The driver rang at the wrong door.' },
    { ago: 115, by: 'mira', text: 'Noted. We ring the side door next time' },
  ],
  lines: ['Is he coming again today?'],
  answers: ['Good.'],
}

const pavel: Part = {
  ...{ name: 'Павел Лебедев', inbox: 'Telegram', isUnread: true },
  history: [{ ago: 6, by: 'customer', text: 'Здравствуйте! Лампа мигает, можно обменять?' }],
  lines: ['Чек есть, коробка тоже.', 'Куда её отправить?'],
  answers: ['Спасибо за быстрый ответ!', 'Хорошо, отправлю завтра.'],
}

/** The second account: a small shop whose owner is the agent. */
export const northbird: Cast = {
  accountId: 2,
  inboxes: [
    { name: 'Telegram', channelType: 'Channel::Telegram' },
    { name: 'hello@northbird.example', channelType: 'Channel::Email' },
    { name: 'SMS', channelType: 'Channel::Sms' },
  ],
  parts: [omar, grete, pavel, lucia],
}
