import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import en from '../../resources/text/en.json'

type Base<K extends string> = K extends `${infer B}_one` ? B : K extends `${infer B}_other` ? B : K

/** Every text of the catalogs by its key; plural endings belong to the catalogs, not to the code. */
export type TextKey = Base<keyof typeof en>

/** What goes into the braces of a text. */
export type TextValues = Record<string, string | number>

/** Says a text in the language of the window. */
export type Say = (key: TextKey, values?: TextValues) => string

const BRACES = /\{\{(\w+)\}\}/g

void i18next.init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
})

/** Texts with their braces by key, in the language of the window: a conversation says hundreds of them at once (P5). */
const written = new Map<TextKey, string>()
i18next.on('languageChanged', () => written.clear())

/** The text for a key, outside of components. Amounts are written as the language groups them; numbers that name something come as texts. */
export const say: Say = (key, values) => {
  const text = templateOf(key, values)
  if (!values) return text
  const shown = (value: string | number | undefined, braces: string): string =>
    typeof value === 'number' ? figure(value) : (value ?? braces)
  return text.replace(BRACES, (braces, name: string) => shown(values[name], braces))
}

function templateOf(key: TextKey, values: TextValues | undefined): string {
  // The number chooses among several texts.
  if (values && 'count' in values) return i18next.t(key, { ...values, skipInterpolation: true })
  const known = written.get(key)
  const text = known ?? i18next.t(key, { skipInterpolation: true })
  if (known === undefined) written.set(key, text)
  return text
}

const formats = new Map<string, Intl.NumberFormat>()

/** "9999", "12,345": an amount as the language groups it, from ten thousand on. */
export function figure(amount: number): string {
  const tag = localeTag()
  const format = formats.get(tag) ?? new Intl.NumberFormat(tag, { useGrouping: 'min2' })
  formats.set(tag, format)
  return format.format(amount)
}

/** Whether a key that came over the bridge has a text here: a newer main may know more than this catalog. */
export function isTextKey(key: string): key is TextKey {
  return i18next.exists(key, { count: 1 })
}

/** The text for a key that came over the bridge, or a text that can always be said. */
export function sayOr(keys: string[], otherwise: string, values?: TextValues): string {
  const known = keys.find(isTextKey)
  return known ? say(known, values) : otherwise
}

let wanted = 'en'

/** The window's language: the setting, or the computer's when that is one we speak. Catalogs but English come when needed. */
export async function speak(language: 'system' | 'en' | 'ru'): Promise<void> {
  const chosen = language === 'system' ? (navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en') : language
  wanted = chosen
  if (!i18next.hasResourceBundle(chosen, 'translation')) {
    i18next.addResourceBundle(chosen, 'translation', (await import('../../resources/text/ru.json')).default)
  }
  // Somebody may have changed their mind while the catalog was on its way.
  if (wanted !== chosen) return
  document.documentElement.lang = chosen
  if (i18next.language !== chosen) await i18next.changeLanguage(chosen)
}

function onLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

/** Texts inside a component: it is drawn again when the language changes. */
export function useText(): Say {
  useSyncExternalStore(onLanguage, () => i18next.language)
  return say
}

/** The tag that Intl gets: our language with the computer's habits (12 or 24 hours) where they agree. */
export function localeTag(): string {
  const own = i18next.language
  if (navigator.language.toLowerCase().startsWith(own)) return navigator.language
  return own === 'en' ? 'en-GB' : own
}
