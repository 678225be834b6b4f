import { LockKeyhole, Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { ariaKeys, keysOf } from '../../keys'
import { Button, IconButton } from '../../parts/button'
import { countFrom, textLimit } from '../../parts/text-limit'
import { useText } from '../../text/t'
import { MAX_TEXT, type WritingState } from '../../bridge/writing-state'
import { Ways } from './composer-ways'
import { useTalk } from './talk-context'
import type { Way } from './use-send'

function useWord(state: WritingState, length: number): string {
  const t = useText()
  const { conversation, inbox } = useTalk()
  const limit = (state.kind === 'reply' && textLimit(conversation.channel, inbox)) || MAX_TEXT
  if (length > limit) return t('composer.tooLong', { count: length - limit })
  if (length > countFrom(limit)) return t('composer.left', { count: limit - length })
  if (state.copying > 0) return t('composer.copying', { count: state.copying })
  if (state.isSending) return t('composer.sending')
  if (state.saved === 'failed') return t('composer.draftFailed')
  return state.saved === 'yes' ? t('composer.saved') : ''
}

function SendButtons({ state, onSend }: Pick<FootProps, 'state' | 'onSend'>) {
  const t = useText()
  const keys = { keys: keysOf('send'), ariaKeys: ariaKeys('send'), busy: state.isSending, onPress: () => onSend('now') }
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
  /** Characters as they go, with the signature. */
  length: number
  /** What helps to write. */
  children: ReactNode
  onAttach: () => void
  onSend: (way: Way) => void
}

/** What becomes of the text, and the button that says it. */
export function ComposerFoot({ state, length, children, onAttach, onSend }: FootProps) {
  const t = useText()
  const word = useWord(state, length)
  return (
    <div className="composer-foot">
      {children}
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
