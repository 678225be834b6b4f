import { LockKeyhole } from 'lucide-react'
import type { ContactNote } from '../../../src-preload/contract/contact'
import { addNote, removeNote } from '../../bridge/contacts'
import { Notes } from '../../parts/notes'
import { useText } from '../../text/t'
import type { ContactRef } from '../../ui-state'

interface NotesProps {
  contactRef: ContactRef
  /** Null: never read here. */
  notes: ContactNote[] | null
  isLive: boolean
}

/** What the team knows about a contact. */
export function ContactNotes({ contactRef, notes, isLive }: NotesProps) {
  const t = useText()
  return (
    <section className="contact-sec">
      <h2>
        <LockKeyhole size={12} aria-hidden="true" /> {t('contacts.notes')}
      </h2>
      <Notes
        notes={notes}
        isLive={isLive}
        onAdd={(text) => addNote(contactRef, text)}
        onRemove={(id) => void removeNote(contactRef, id)}
      />
    </section>
  )
}
