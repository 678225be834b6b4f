import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import en from '../../resources/text/en.json'

type Base<K extends string> = K extends `${infer B}_one` ? B : K extends `${infer B}_other` ? B : K

/** Every text of the catalogs by its key; plural endings belong to the catalogs, not to the code. */
export type TextKey = Base<keyof typeof en>

/** What goes into the braces of a text. */
export type TextValues = Record<string, string | number>

/** Says a text in the language of the window. */
export type Say = (key: TextKey, values?: TextValues) => string

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

/** The text for a key, outside of components. */
export const say: Say = (key, values) => i18next.t(key, values ?? {})

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

/** Texts inside a component: it is drawn again when the language changes. */
export function useText(): Say {
  useTranslation()
  return say
}

/** The tag that Intl gets: our language with the computer's habits (12 or 24 hours) where they agree. */
export function localeTag(): string {
  const own = i18next.language
  if (navigator.language.toLowerCase().startsWith(own)) return navigator.language
  return own === 'en' ? 'en-GB' : own
}
