/** What people say in filled conversations; half of it in English, half in Russian. */
export const CUSTOMER_TEXTS = [
  'Hello, where is my parcel? The tracking page has shown the same place for three days.',
  'The mug arrived broken. Can you send a new one?',
  'Is the blue one back in stock?',
  'Thank you, that helped a lot!',
  'I was charged twice for the same order, please check.',
  'Can I change the delivery address? I have moved to another street.',
  'The discount code says it has expired, but the mail came today.',
  'Please send the invoice to our accounting department.',
  'Здравствуйте! Когда приедет мой заказ?',
  'Спасибо, всё получилось.',
  'Подскажите, пожалуйста, есть ли синяя кружка?',
  'Оплата прошла дважды, верните, пожалуйста, деньги.',
  'Можно изменить адрес доставки? Мы переехали на другую улицу.',
  'Промокод не работает, пишет, что срок действия истёк.',
  'Пришлите счёт на организацию, пожалуйста.',
  'Посылка пришла повреждённой, что делать?',
]

/** What agents answer. */
export const AGENT_TEXTS = [
  'Hello! I am looking into it and will be back in a minute.',
  'I have asked our warehouse to check.',
  'A new one leaves today, you will get the tracking number by mail.',
  'Both colours are back in stock on Friday.',
  'The second charge is refunded; it takes up to three days to arrive.',
  'You are welcome, have a nice day!',
  'Здравствуйте! Сейчас проверю и отвечу.',
  'Заказ уже в пути, приедет завтра до обеда.',
  'Деньги вернутся на карту в течение трёх дней.',
  'Адрес изменила, посылка придёт по новому.',
  'Рада была помочь. Хорошего дня!',
]

/** Notes among colleagues. */
export const NOTE_TEXTS = [
  'Same batch as last week, please do not ask for the old one back.',
  'Called twice, nobody answered.',
  'Клиент постоянный, скидку дать можно.',
]

export const FIRST_NAMES = [
  ...['Ana', 'Kofi', 'Tom', 'Lucía', 'Grete', 'Ravi', 'Yuki', 'Nell', 'Omar', 'Signe', 'Dmitry', 'Olga'],
  ...['Анна', 'Дмитрий', 'Ольга', 'Сергей', 'Мария', 'Иван', 'Елена', 'Павел'],
]

export const LAST_NAMES = [
  ...['Ferreira', 'Mensah', 'Becker', 'Ramos', 'Lund', 'Iyer', 'Tanaka', 'Whitaker', 'Haddad', 'Dahl'],
  ...['Иванова', 'Орлов', 'Смирнова', 'Козлов', 'Соколова', 'Лебедев'],
]

export const LABELS = ['billing', 'shipping', 'damaged', 'vip', 'returns', 'pre-sale', 'invoice']

/** Channels of filled inboxes. Only the type matters here. */
export const CHANNELS: readonly { type: string; name: string }[] = [
  { type: 'Channel::Api', name: 'VK connector' },
  { type: 'Channel::WebWidget', name: 'Website' },
  { type: 'Channel::Whatsapp', name: 'WhatsApp Orders' },
  { type: 'Channel::Telegram', name: 'Telegram' },
  { type: 'Channel::Email', name: 'Mail' },
]
