import { useLayoutEffect } from 'react'
import { useSettings } from './bridge/queries'
import { speak } from './text/t'

/** Language, theme, density, contrast and what others may read, on the root element: the style sheets do the rest. */
export function useLook(): void {
  const settings = useSettings().data
  const language = settings?.language ?? 'system'
  useLayoutEffect(() => void speak(language), [language])
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset['theme'] = settings?.theme ?? 'system'
    root.dataset['density'] = settings?.density ?? 'cosy'
  }, [settings?.theme, settings?.density])
  useContrast(settings?.contrast ?? 'system')
  // Until it is known whether somebody looks over the shoulder, nothing is shown to them.
  const isBlurred = settings?.blurNames ?? true
  useLayoutEffect(() => void document.documentElement.toggleAttribute('data-blur', isBlurred), [isBlurred])
}

/** More of it where the agent asks for more, or the system does. */
function useContrast(wanted: 'system' | 'more'): void {
  useLayoutEffect(() => {
    const more = window.matchMedia?.('(prefers-contrast: more)')
    const follow = () => {
      const isMore = wanted === 'more' || more?.matches === true
      document.documentElement.dataset['contrast'] = isMore ? 'more' : 'normal'
    }
    follow()
    more?.addEventListener('change', follow)
    return () => more?.removeEventListener('change', follow)
  }, [wanted])
}
