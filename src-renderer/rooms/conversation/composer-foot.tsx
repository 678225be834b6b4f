import { Check, ChevronDown, LockKeyhole, Paperclip, Send } from 'lucide-react'
import { ariaKeys, keysOf } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Menu } from '../../parts/menu'
import { useText } from '../../text/t'
import { MAX_TEXT, type WritingState } from '../../bridge/writing-state'

/** From here on the characters that are left are counted aloud. */
const COUNT_FROM = MAX_TEXT - 2000

function Ways({ onSend }: { onSend: (andResolve: boolean) => void }) {
  const t = useText()
  return (
    <Menu
      label={t('composer.ways')}
      at="menu-pop-up menu-pop-end"
      lines={[
        { id: 'send', text: t('composer.send'), icon: Send, keys: keysOf('send'), onPick: () => onSend(false) },
        {
          id: 'resolve',
          text: t('composer.sendResolve'),
          icon: Check,
          keys: keysOf('sendResolve'),
          onPick: () => onSend(true),
        },
      ]}
      trigger={(props) => (
        <button type="button" className="btn btn-primary" aria-label={t('composer.ways')} title={t('composer.ways')} {...props}>
          <Icon of={ChevronDown} size={14} />
        </button>
      )}
    />
  )
}

function useWord(state: WritingState): string {
  const t = useText()
  if (state.text.length > MAX_TEXT) return t('composer.tooLong', { count: state.text.length - MAX_TEXT })
  if (state.text.length > COUNT_FROM) return t('composer.left', { count: MAX_TEXT - state.text.length })
  if (state.copying > 0) return t('composer.copying', { count: state.copying })
  if (state.isSending) return t('composer.sending')
  if (state.saved === 'failed') return t('composer.draftFailed')
  return state.saved === 'yes' ? t('composer.saved') : ''
}

function SendButtons({ state, onSend }: Pick<FootProps, 'state' | 'onSend'>) {
  const t = useText()
  const keys = { keys: keysOf('send'), ariaKeys: ariaKeys('send'), busy: state.isSending, onPress: () => onSend(false) }
  return (
    <span className="btn-split">
      {state.kind === 'note' ? (
        <Button look="note" icon={LockKeyhole} {...keys}>
          {t('composer.addNote')}
        </Button>
      ) : (
        <>
          <Button look="primary" {...keys}>
            {t('composer.send')}
          </Button>
          <Ways onSend={onSend} />
        </>
      )}
    </span>
  )
}

interface FootProps {
  state: WritingState
  onAttach: () => void
  onSend: (andResolve: boolean) => void
}

/** What becomes of the text, and the button that says it. */
export function ComposerFoot({ state, onAttach, onSend }: FootProps) {
  const t = useText()
  const word = useWord(state)
  return (
    <div className="composer-foot">
      <IconButton
        icon={Paperclip}
        label={t('composer.attach')}
        keys={keysOf('attach')}
        ariaKeys={ariaKeys('attach')}
        onPress={onAttach}
      />
      <span className="composer-saved" role="status">
        {word}
      </span>
      <span className="grow" />
      <SendButtons state={state} onSend={onSend} />
    </div>
  )
}
