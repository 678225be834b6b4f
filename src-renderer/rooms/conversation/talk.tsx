import { MessageSquare } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import { findAccount, useAccounts } from '../../bridge/accounts'
import { type ActionId, keysOf } from '../../keys'
import { Blank } from '../../parts/blank'
import { KeysHint } from '../../parts/keys-hint'
import { type TextKey, useText } from '../../text/t'
import { refKey, useUi } from '../../ui-state'
import { OpeningTalk } from './opening-talk'

/** Loads what a conversation is drawn with; the first frame of the window does without (P1). */
export const loadOpened = () => import('./opened')

const Opened = lazy(async () => ({ default: (await loadOpened()).Opened }))

const hints: [ActionId, TextKey][] = [
  ['next', 'blank.next'],
  ['longest', 'blank.longest'],
  ['palette', 'blank.search'],
  ['help', 'blank.keys'],
]

function NothingChosen() {
  const t = useText()
  return (
    <Blank icon={MessageSquare} title={t('blank.title')} text={t('blank.text')}>
      <div className="blank-keys">
        {hints.flatMap(([id, text]) => [<KeysHint key={`${id}-keys`} keys={keysOf(id)} />, <span key={id}>{t(text)}</span>])}
      </div>
    </Blank>
  )
}

/** The conversation that is chosen, or an invitation to choose one. */
export function TalkRoom() {
  const t = useText()
  const selected = useUi((ui) => ui.selected)
  const account = findAccount(
    useAccounts(),
    selected ?? { profileId: '' as ConversationRef['profileId'], accountId: 0 as ConversationRef['accountId'] },
  )
  return (
    <main className={`talk ${account?.tone ?? ''}`} aria-label={t('talk.label')} data-area="talk">
      {selected ? (
        <Suspense fallback={<OpeningTalk />}>
          <Opened key={refKey(selected)} selected={selected} />
        </Suspense>
      ) : (
        <NothingChosen />
      )}
    </main>
  )
}
