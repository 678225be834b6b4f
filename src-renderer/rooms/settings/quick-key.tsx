import { RotateCcw, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import { useQuickKey } from '../../bridge/quick-key'
import { readKeys } from '../../key-map'
import { shortcutOf } from '../../key-table'
import { wordsOf } from '../../keys'
import { IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { KeysHint } from '../../parts/keys-hint'
import { quickKeyOf, type QuickKeyTrouble, quickKeyTrouble } from '../../quick-key'
import { useText } from '../../text/t'
import { change } from './opt'

/** As it comes; few programs use it. */
const AS_IT_COMES = 'Ctrl+Shift+Space'

/** Listens for one key, before anybody else: it is judged, and given or refused in words. Null: nobody is choosing. */
function useCapture(settings: Settings) {
  const [choosing, set] = useState<{ trouble: QuickKeyTrouble | null; key: string } | null>(null)
  useEffect(() => {
    if (choosing === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      // Away to the next button: that ends it, by the focus that is lost.
      if (event.key === 'Tab' && !event.ctrlKey) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const key = quickKeyOf(event)
      if (key === null) return
      if (key === 'Escape') return set(null)
      const trouble = key === 'Backspace' ? null : quickKeyTrouble(key, readKeys(settings.keyMap).keys)
      if (trouble !== null) return set({ trouble, key })
      set(null)
      change({ quickKey: key === 'Backspace' ? '' : key })
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  })
  return { choosing, begin: () => set({ trouble: null, key: '' }), leave: () => set(null) }
}

function useTroubleWords(choosing: ReturnType<typeof useCapture>['choosing']): string | null {
  const t = useText()
  if (!choosing?.trouble) return null
  const { trouble, key } = choosing
  const spoken = wordsOf(key).join('+')
  if (trouble.why !== 'own') return t(`quickKey.no.${trouble.why}`, { key: spoken })
  return t('quickKey.no.own', { key: spoken, action: t(shortcutOf(trouble.action).text) })
}

const bad = ['taken', 'missing', 'refused', 'unset']

/** What became of the key: nothing where it simply works. */
function Became() {
  const t = useText()
  const now = useQuickKey().data
  const isBad = now !== undefined && bad.includes(now.state)
  const says = now === undefined ? null : t(`quickKey.state.${now.state}`, { trigger: now.trigger ?? '' })
  return (
    <p role="status" className={isBad ? 'key-trouble' : 'key-help'}>
      {isBad && <Icon of={TriangleAlert} size={14} />}
      {says}
    </p>
  )
}

/** While one chooses: what can be pressed, or why the last press was not taken. */
function Asked({ choosing }: { choosing: ReturnType<typeof useCapture>['choosing'] }) {
  const t = useText()
  const trouble = useTroubleWords(choosing)
  return (
    <p role="status" className={trouble === null ? 'key-help' : 'key-trouble'}>
      {trouble !== null && <Icon of={TriangleAlert} size={14} />}
      {trouble ?? t('keyMap.pressHelp')}
    </p>
  )
}

/** The key for quick reply: press the button, then the key. */
export function QuickKeyOption({ settings }: { settings: Settings }) {
  const t = useText()
  const button = useRef<HTMLButtonElement>(null)
  const { choosing, begin, leave } = useCapture(settings)
  const { quickKey } = settings
  const spoken = quickKey === '' ? t('keyMap.none') : wordsOf(quickKey).join('+')
  return (
    <div className="opt quick-key">
      <div className="grow">
        <b>{t('settings.quickKey')}</b>
        <p>{t('settings.quickKeyHelp')}</p>
        {choosing === null ? <Became /> : <Asked choosing={choosing} />}
      </div>
      {quickKey !== AS_IT_COMES && (
        <IconButton
          icon={RotateCcw}
          size={14}
          label={t('keyMap.reset', { action: t('settings.quickKey'), keys: wordsOf(AS_IT_COMES).join('+') })}
          onPress={() => {
            change({ quickKey: AS_IT_COMES })
            button.current?.focus()
          }}
        />
      )}
      <button
        type="button"
        ref={button}
        className="key-change"
        aria-label={t('keyMap.change', { action: t('settings.quickKey'), keys: spoken })}
        aria-pressed={choosing !== null}
        onClick={begin}
        onBlur={leave}
      >
        {choosing !== null && t('keyMap.press')}
        {choosing === null && quickKey === '' && <span className="key-none">{t('keyMap.none')}</span>}
        {choosing === null && quickKey !== '' && <KeysHint keys={wordsOf(quickKey)} />}
      </button>
    </div>
  )
}
