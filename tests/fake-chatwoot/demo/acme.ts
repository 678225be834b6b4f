import type { Cast, Part } from './cast'

const DAY = 24 * 60

/** Ana has written before: all her conversations belong to one contact. */
const anaHerself = {
  ...{ name: 'Ana Ferreira', inbox: 'WhatsApp Orders', email: 'ana.f@mail.example', phone: '+15550100142', city: 'Porto' },
  attributes: { order: 'A-20417', plan: 'Regular' },
}

const ana: Part = {
  ...anaHerself,
  ...{ number: 1042, assignee: 'mira', priority: 'high', labels: ['damaged', 'mugs'], isUnread: true },
  history: [
    { ago: 30, by: 'customer', text: 'Hello! My mug arrived with a crack near the handle.' },
    { ago: 28, by: 'mira', text: 'I am sorry to hear that. Could you send a picture?' },
    { ago: 26, by: 'customer', text: 'Here it is', picture: true },
    {
      ago: 24,
      by: 'jonas',
      text: 'Same batch as A-20399. Send a new one, no need to ask for the old one back. 14 left on the shelf.',
      isNote: true,
    },
    {
      ...{ ago: 22, by: 'mira' },
      text: 'Thank you, that is clear. I will send you a new mug today, and you can keep the old one. Is the address still 14 Harbour Lane?',
    },
    { ago: 18.5, by: 'customer', text: 'Yes, the same address.' },
    { ago: 18, by: 'customer', text: 'Can I add a second mug to that parcel?' },
  ],
  lines: ['It would be the same blue one.', 'Is that possible today?', 'I can pay by card.'],
  answers: ['That is wonderful, thank you!', 'Great. When will it arrive?', 'You are very kind.'],
}

const kofi: Part = {
  ...{ name: 'Kofi Mensah', inbox: 'Website', email: 'kofi@mail.example', assignee: 'mira', labels: ['vip'], isUnread: true },
  history: [
    { ago: 14, by: 'customer', text: 'Hi, your mail gave me the code SPRING15.' },
    { ago: 13, by: 'mira', text: 'Hello Kofi! It should work until Sunday. What does the page say?' },
    { ago: 11, by: 'customer', text: 'The discount code still says it has expired' },
  ],
  lines: ['I tried another browser too.', 'Shall I just order without it?', 'The basket is empty again, by the way.'],
  answers: ['Now it works, thanks!', 'Still the same message here.', 'Ok, I will wait.'],
}

const tom: Part = {
  ...{ name: 'Tom Becker', inbox: 'help@acme.example', email: 'tom.becker@firma.example', assignee: 'mira' },
  labels: ['invoice'],
  history: [
    {
      ago: 2 * DAY,
      by: 'customer',
      text: 'Good morning,\n\nplease send the invoice for order A-20388 with our VAT number.\n\nTom Becker',
    },
    { ago: 2 * DAY - 40, by: 'priya', text: 'Asked bookkeeping.', isNote: true },
    { ago: 9, by: 'customer', text: 'Our accounting closes today. Could you send the corrected invoice, please?' },
  ],
  lines: ['A PDF is enough.', 'Our VAT number is DE999999999.'],
  answers: ['Thank you, received.', 'Perfect, that was quick.'],
}

const dmitry: Part = {
  ...{ name: 'Dmitry Orlov', inbox: 'VK connector', assignee: 'mira', isUnread: true, attributes: { vk_user_id: '12345678' } },
  history: [
    { ago: 5, by: 'customer', text: 'Добрый день! Видел у вас кружку с маяком.' },
    { ago: 4, by: 'mira', text: 'Здравствуйте, Дмитрий! Да, есть зелёная и белая.' },
    { ago: 2, by: 'customer', text: 'Здравствуйте! Когда будет синяя?' },
  ],
  lines: ['И сколько стоит доставка в Казань?', 'Можно оплатить при получении?', 'Если не трудно, пришлите фото.'],
  answers: ['Спасибо большое!', 'Отлично, тогда беру две.', 'Понял, подожду.'],
}

const ravi: Part = {
  ...{ name: 'Ravi Iyer', inbox: 'WhatsApp Orders', phone: '+15550100177', assignee: 'mira' },
  history: [
    { ago: 55, by: 'customer', text: 'It stood behind the door. All is well!' },
    { ago: 50, by: 'mira', text: 'You are welcome, have a nice day' },
  ],
  lines: ['One more question: do you ship to India?'],
  answers: ['Thanks!'],
}

const yuki: Part = {
  ...{ name: 'Yuki Tanaka', inbox: 'Instagram', assignee: 'mira', labels: ['returns'] },
  history: [
    { ago: 26 * 60, by: 'customer', text: 'How do I return a set?' },
    { ago: 72, by: 'mira', text: 'Here is the return label.', failed: 'This message is sent outside of allowed window.' },
  ],
  lines: ['Hello again! Is it too late for a return?'],
  answers: ['Thank you.'],
}

const nell: Part = {
  ...{ name: 'Nell Whitaker', inbox: 'Website', email: 'nell@mail.example', assignee: 'mira', labels: ['pre-sale'] },
  history: [
    { ago: 92, by: 'customer', text: 'Are the new colours gone already?' },
    { ago: 89, by: 'mira', text: 'Both colours are back in stock on Friday' },
  ],
  lines: ['Could you put one aside for me?'],
  answers: ['Lovely, thank you.'],
}

const signe: Part = {
  ...{ name: 'Signe Dahl', inbox: 'help@acme.example', email: 'signe.dahl@mail.example', assignee: 'mira' },
  history: [
    { ago: 160, by: 'customer', text: 'Two of the six plates are missing in my parcel.' },
    { ago: 140, by: 'mira', text: 'I have asked our warehouse to check' },
  ],
  lines: ['Any news from the warehouse?'],
  answers: ['Good, I will wait for the parcel.'],
}

const olga: Part = {
  ...{ name: 'Ольга Смирнова', inbox: 'VK connector', isUnread: true },
  history: [{ ago: 7, by: 'customer', text: 'Подскажите, пожалуйста, вы делаете надписи на заказ?' }],
  lines: ['Нужно имя на шести чашках.', 'И красивая коробка, это подарок.'],
  answers: ['Спасибо, очень жду!', 'Хорошо, договорились.'],
}

const marta: Part = {
  ...{ name: 'Marta Kowalska', inbox: 'Website', email: 'marta@mail.example', isUnread: true },
  history: [{ ago: 3, by: 'customer', text: 'Do you also sell gift cards?' }],
  lines: ['It is for tomorrow, so by mail would be best.'],
  answers: ['Great, I will take one.', 'Thank you!'],
}

const snoozed: Part = {
  ...{ name: 'Henrik Berg', inbox: 'help@acme.example', email: 'henrik@mail.example', assignee: 'mira', status: 'snoozed' },
  history: [
    { ago: 3 * DAY, by: 'customer', text: 'I will be back from my holiday on Monday, please hold the parcel.' },
    { ago: 3 * DAY - 10, by: 'mira', text: 'Of course, we will send it on Monday.' },
  ],
  lines: ['I am back earlier, you can send it now.'],
  answers: ['Thanks!'],
}

const anaBefore: Part[] = [
  ['Is the blue mug back?', 'It is, from tomorrow on.', 300],
  ['Could you wrap it as a gift?', 'With pleasure, it costs nothing.', 270],
  ['Where is my parcel?', 'It will be with you tomorrow.', 180],
].map(([question, answer, days], at) => ({
  ...anaHerself,
  ...{ number: 611 + at * 133, assignee: 'priya', status: 'resolved' },
  history: [
    { ago: Number(days) * DAY, by: 'customer', text: String(question) },
    { ago: Number(days) * DAY - 30, by: 'priya', text: String(answer) },
  ],
  ...{ lines: [], answers: [] },
}))

/** The office of the mock-up. */
export const acme: Cast = {
  accountId: 1,
  inboxes: [
    { name: 'WhatsApp Orders', channelType: 'Channel::Whatsapp' },
    { name: 'Website', channelType: 'Channel::WebWidget' },
    { name: 'help@acme.example', channelType: 'Channel::Email' },
    { name: 'VK connector', channelType: 'Channel::Api' },
    { name: 'Instagram', channelType: 'Channel::Instagram' },
  ],
  parts: [...anaBefore, snoozed, signe, nell, yuki, ravi, tom, kofi, olga, dmitry, marta, ana],
}
