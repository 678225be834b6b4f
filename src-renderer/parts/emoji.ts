/** A small table of emoji with the words people look for them by. Pure. */
import { plainLetters } from './fuzzy'

/** A sign, its English words, its Russian words; the first word names it. */
const TABLE = `
👍 thumbs_up yes ok good like|палец_вверх да хорошо класс лайк
🙏 thanks please pray|спасибо пожалуйста прошу
😊 smile happy blush|улыбка радость
🙂 slight_smile fine|лёгкая_улыбка нормально
😄 grin laugh happy|смех веселье
😂 joy tears lol|до_слёз смешно
😉 wink|подмигнуть
😍 love_eyes adore|влюблён восторг
🥰 hearts adore love|сердечки нежность
😎 cool sunglasses|круто очки
🤗 hug|объятие обнять
🤔 thinking hmm|думаю хм
😅 sweat phew|неловко уф
😢 sad cry tear|грусть плачу слеза
😭 sob cry|рыдаю плач
😞 disappointed sad|разочарование жаль
😔 pensive sorry|печаль
😟 worried|тревога
😡 angry mad|злость гнев
😱 scream shock|ужас шок
😴 sleep tired|сон устал
🤯 mind_blown|взрыв_мозга
🥳 party celebrate|праздник вечеринка
🤝 handshake deal agree|рукопожатие договор
👋 wave hello hi bye|привет пока машу
👏 clap bravo applause|браво аплодисменты
👌 ok_hand perfect|отлично окей
✌️ victory peace|победа мир
💪 strong muscle|сила мышцы
👎 thumbs_down no bad|палец_вниз нет плохо
👀 eyes look|глаза смотрю
🤷 shrug dunno|не_знаю
🙋 raise_hand me|рука я
❤️ heart love red|сердце любовь
💙 blue_heart|синее_сердце
💚 green_heart|зелёное_сердце
💔 broken_heart|разбитое_сердце
🎉 tada party congratulations|ура поздравляю хлопушка
🎁 gift present|подарок
🎂 cake birthday|торт день_рождения
💐 flowers bouquet|цветы букет
🌹 rose|роза
⭐ star|звезда
✨ sparkles shine|блеск искры
🔥 fire hot|огонь жарко
💯 hundred perfect|сто идеально
✅ check done yes|готово галочка да
☑️ ballot done|отмечено
❌ cross no wrong|крест нет неверно
⚠️ warning attention|внимание осторожно
❗ exclamation important|важно восклицание
❓ question|вопрос
ℹ️ info information|сведения инфо
🚫 forbidden no|запрет нельзя
⏳ hourglass wait time|часы жду время
⏰ alarm clock time|будильник время
📅 calendar date day|календарь дата день
📌 pin|кнопка закрепить
📎 paperclip attach file|скрепка файл
📄 document page|документ страница
🧾 receipt bill|чек счёт
📦 package parcel box|посылка коробка заказ
🚚 truck delivery|доставка грузовик
✈️ plane flight|самолёт авиа
🏠 home house|дом
🏪 shop store|магазин
📍 location place map|место адрес карта
💳 card payment|карта оплата
💰 money bag|деньги
💸 money refund|возврат траты
📞 phone call|телефон звонок
📱 mobile smartphone|мобильный смартфон
💻 laptop computer|ноутбук компьютер
🖨️ printer|принтер
📧 email mail|письмо почта
💬 message chat|сообщение чат
🔔 bell notify|колокольчик уведомление
🔒 lock closed secure|замок закрыто
🔑 key|ключ
🔗 link|ссылка
🔍 search find|поиск найти
🔧 wrench repair fix|ключ_гаечный ремонт
🛠️ tools repair|инструменты ремонт
⚙️ settings gear|настройки шестерня
💡 idea bulb|идея лампочка
📷 camera photo|фото камера
🖼️ picture image|картинка
🎥 video camera|видео
🎵 music note|музыка
☕ coffee cup|кофе чашка
🍵 tea|чай
🍕 pizza|пицца
🍰 dessert cake|десерт
🍎 apple|яблоко
🌞 sun morning|солнце утро
🌙 moon night|луна ночь
🌧️ rain|дождь
❄️ snow cold winter|снег холод зима
🎄 tree christmas new_year|ёлка новый_год
🐱 cat|кот кошка
🐶 dog|собака пёс
🐦 bird|птица
🌍 earth world|земля мир
🚀 rocket launch fast|ракета быстро
🏆 trophy winner|кубок победа
🎯 target goal|цель мишень
⬆️ up|вверх
⬇️ down|вниз
➡️ right next|вправо дальше
⬅️ left back|влево назад
🔄 refresh again|обновить заново
➕ plus add|плюс добавить
➖ minus remove|минус убрать
`

/** A sign and the word it was found by. */
export interface FoundEmoji {
  sign: string
  word: string
}

interface Entry {
  sign: string
  en: string[]
  ru: string[]
}

const entries: Entry[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const place = line.indexOf(' ')
    const [en = '', ru = ''] = line.slice(place + 1).split('|')
    return { sign: line.slice(0, place), en: en.split(' '), ru: ru.split(' ') }
  })

const colon = /(?:^|[\s([{])(:[\p{L}_]{0,20})$/u

/** The word with a colon that the cursor stands at the end of; null when there is none. */
export function colonAt(text: string, cursor: number): { from: number; query: string } | null {
  const word = colon.exec(text.slice(Math.max(0, cursor - 30), cursor))?.[1]
  return word === undefined ? null : { from: cursor - word.length, query: word.slice(1) }
}

/** Signs of which a word begins so, in either language; nothing typed finds all, named in `language`. */
export function findEmoji(query: string, language: string): FoundEmoji[] {
  const wanted = plainLetters(query)
  return entries.flatMap(({ sign, en, ru }) => {
    const [own, other] = language.startsWith('ru') ? [ru, en] : [en, ru]
    const word = [...own, ...other].find((one) => one.split('_').some((part) => plainLetters(part).startsWith(wanted)))
    return word === undefined ? [] : [{ sign, word: word.replaceAll('_', ' ') }]
  })
}
