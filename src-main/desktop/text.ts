/**
 * The words of tray, menus and alerts, from the same catalogs as the window's. Keys are checked by the compiler; core names
 * keys of its own as plain text, `say` takes those.
 */
import { createInstance } from 'i18next'
import en from '../../resources/text/en.json'
import ru from '../../resources/text/ru.json'
import type { Settings } from '../../src-preload/contract/schemas/app'

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}` ? Base : Key
type Key = WithoutPlural<keyof typeof en>
/** The part of the catalogs that main may use. */
export type DesktopKey = Extract<Key, `${'app' | 'tray' | 'menu' | 'alert' | 'window' | 'act' | 'quit'}.${string}`>
export type Values = Record<string, string | number>

/** The words of this desktop, in the agent's language. */
export interface Text {
  readonly language: 'en' | 'ru'
  t(key: DesktopKey, values?: Values): string
  /** A key that core chose. One the catalogs do not know comes back as it is: seen, not lost. */
  say(key: string, values?: Values): string
  /** Hour and minute, as the language writes them; with the day when it is not today. */
  time(at: number, now: number): string
  setLanguage(setting: Settings['language']): void
}

/** Opens the catalogs. `systemLocale` is asked when the setting says `system`. */
export function makeText(setting: Settings['language'], systemLocale: () => string): Text {
  const i18n = createInstance()
  const choose = (wanted: Settings['language']): 'en' | 'ru' => {
    if (wanted !== 'system') return wanted
    return systemLocale().toLowerCase().startsWith('ru') ? 'ru' : 'en'
  }
  let language = choose(setting)
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru } },
    // Dots and colons are part of our keys; nothing here is HTML.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    initAsync: false,
  })
  const say = (key: string, values: Values = {}): string => i18n.t(key, countable(values))
  return {
    get language() {
      return language
    },
    t: say,
    say,
    time(at, now) {
      const isToday = new Date(at).toDateString() === new Date(now).toDateString()
      const day = isToday ? {} : ({ weekday: 'short' } as const)
      return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', ...day }).format(at)
    },
    setLanguage(next) {
      language = choose(next)
      void i18n.changeLanguage(language)
    },
  }
}

/** Core passes plain words; only a real number chooses a plural. */
function countable(values: Values): Values {
  const count = Number(values['count'])
  return 'count' in values && Number.isFinite(count) ? { ...values, count } : values
}
