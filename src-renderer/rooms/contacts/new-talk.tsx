import { CloudOff, MessageSquarePlus } from 'lucide-react'
import { useState } from 'react'
import type { ContactCard, ContactInbox } from '../../../src-preload/contract/contact'
import { call } from '../../bridge/client'
import { useContactInboxes } from '../../bridge/contacts'
import { useKeys } from '../../keys'
import { Blank } from '../../parts/blank'
import { Dialog } from '../../parts/dialog'
import { Glyph } from '../../parts/glyph'
import { channelLook } from '../../parts/names'
import { useText } from '../../text/t'
import { attempt, type ContactRef, useUi, whyNot } from '../../ui-state'
import { nameOf } from './words'

function Inboxes({ inboxes, onPick }: { inboxes: ContactInbox[]; onPick: (inbox: ContactInbox) => void }) {
  return (
    <ul>
      {inboxes.map((inbox, index) => (
        <li key={inbox.inboxId}>
          <button type="button" className="contact-talk" autoFocus={index === 0} onClick={() => onPick(inbox)}>
            <Glyph name={channelLook(inbox.channel, inbox.name).glyph} size={14} />
            <span className="grow cut" dir="auto">
              {inbox.name}
            </span>
            <MessageSquarePlus size={14} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

async function writeTo(contactRef: ContactRef, { inboxId, sourceId }: ContactInbox): Promise<void> {
  const { conversation } = await call('contact.write', { ...contactRef, inboxId, sourceId })
  const ui = useUi.getState()
  ui.go('workspace')
  ui.select(conversation)
  ui.askComposer('reply')
}

/** Chooses where to write; the conversation opens with the composer ready. */
export function NewTalkDialog({
  contactRef,
  card,
  onClose,
}: {
  contactRef: ContactRef
  card: ContactCard
  onClose: () => void
}) {
  const t = useText()
  const answer = useContactInboxes(contactRef)
  const [isBusy, setBusy] = useState(false)
  useKeys({ back: onClose }, true)
  const write = async (inbox: ContactInbox): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    await attempt(writeTo(contactRef, inbox))
    setBusy(false)
  }
  return (
    <Dialog label={t('contacts.write')} onClose={onClose}>
      <div className="contact-dialog" aria-busy={isBusy || answer.isPending}>
        <h2>{t('contacts.writeTitle', { name: nameOf(card.contact) })}</h2>
        {card.contact.blocked && <p className="field-help field-wrong">{t('contacts.writeBlocked')}</p>}
        {answer.error && <Blank icon={CloudOff} title={t('contacts.writeOffline')} text={whyNot(answer.error)} />}
        {answer.isPending && <p className="muted">{t('contacts.writeAsking')}</p>}
        {answer.data?.length === 0 && <p className="muted">{t('contacts.writeNowhere')}</p>}
        {answer.data && <Inboxes inboxes={answer.data} onPick={(inbox) => void write(inbox)} />}
      </div>
    </Dialog>
  )
}
