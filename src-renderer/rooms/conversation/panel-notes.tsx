import { addNote, removeNote, useContact } from '../../bridge/contacts'
import { Notes } from '../../parts/notes'
import { useText } from '../../text/t'
import type { ContactRef } from '../../ui-state'
import { Section } from './panel-section'

interface NotesProps {
  contactRef: ContactRef
  isLive: boolean
}

function List({ contactRef, isLive }: NotesProps) {
  const notes = useContact(contactRef).data?.card?.notes ?? null
  return (
    <Notes
      notes={notes}
      isLive={isLive}
      onAdd={(text) => addNote(contactRef, text)}
      onRemove={(id) => void removeNote(contactRef, id)}
    />
  )
}

/** What the team has noted about the customer; asked for when somebody looks, for it takes three requests. */
export function PanelNotes(props: NotesProps) {
  const t = useText()
  return (
    <Section title={t('panel.notes')} folded>
      <List {...props} />
    </Section>
  )
}
