import { LockKeyhole, X } from 'lucide-react'
import { useState } from 'react'
import type { ContactNote } from '../../src-preload/contract/contact'
import { useNow } from '../text/now'
import { useText } from '../text/t'
import { moment } from '../text/when'
import { Button, IconButton } from './button'
import { Form } from './form'

interface NotesProps {
  /** Null: never read here. */
  notes: ContactNote[] | null
  isLive: boolean
  /** Whether it went through. */
  onAdd: (text: string) => Promise<boolean>
  onRemove: (id: number) => void
}

function Note({ note, onRemove }: { note: ContactNote; onRemove: (() => void) | null }) {
  const t = useText()
  const now = useNow()
  return (
    <li className="contact-note">
      <p dir="auto">{note.content}</p>
      <p className="muted contact-note-by">
        <span className="grow">
          {[note.author, note.createdAt === null ? null : moment(note.createdAt, now)].filter(Boolean).join(', ')}
        </span>
        {onRemove && <IconButton icon={X} size={14} label={t('contacts.noteRemove')} onPress={onRemove} />}
      </p>
    </li>
  )
}

function NewNote({ isLive, onAdd }: Pick<NotesProps, 'isLive' | 'onAdd'>) {
  const t = useText()
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const add = async (): Promise<void> => {
    if (text.trim() === '' || isBusy || !isLive) return
    setBusy(true)
    if (await onAdd(text)) setText('')
    setBusy(false)
  }
  return (
    <Form className="contact-note-new" onSend={() => void add()}>
      <textarea
        value={text}
        rows={2}
        dir="auto"
        maxLength={50_000}
        aria-label={t('contacts.noteNew')}
        placeholder={t('contacts.noteNew')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add()
        }}
      />
      {text.trim() !== '' && (
        <div className="btn-row">
          <Button submit busy={isBusy} disabled={!isLive} icon={LockKeyhole}>
            {t('contacts.noteAdd')}
          </Button>
          {!isLive && <span className="field-help">{t('contacts.needsLine')}</span>}
        </div>
      )}
    </Form>
  )
}

/** What the team knows about a contact. The server keeps it: without a connection it is read, and what is typed stays. */
export function Notes({ notes, isLive, onAdd, onRemove }: NotesProps) {
  const t = useText()
  return (
    <>
      {notes === null && <p className="muted">{t(isLive ? 'contacts.notesAsking' : 'contacts.notesOffline')}</p>}
      <ul>
        {notes?.map((note) => (
          <Note key={note.id} note={note} onRemove={isLive ? () => onRemove(note.id) : null} />
        ))}
      </ul>
      <NewNote isLive={isLive} onAdd={onAdd} />
    </>
  )
}
