import { useLayoutEffect } from 'react'
import { useSettings } from './bridge/queries'
import { speak } from './text/t'

/** Language, theme, density and contrast on the root element: the tokens do the rest. */
export function useLook(): void {
  const settings = useSettings().data
  const language = settings?.language ?? 'system'
  useLayoutEffect(() => void speak(language), [language])
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset['theme'] = settings?.theme ?? 'system'
    root.dataset['density'] = settings?.density ?? 'cosy'
  }, [settings?.theme, settings?.density])
  useLayoutEffect(() => {
    const more = window.matchMedia?.('(prefers-contrast: more)')
    const follow = () => (document.documentElement.dataset['contrast'] = more?.matches ? 'more' : 'normal')
    follow()
    more?.addEventListener('change', follow)
    return () => more?.removeEventListener('change', follow)
  }, [])
}
