import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ContactCard } from '../../../src-preload/contract/contact'
import { call } from '../../bridge/client'
import { useKeys } from '../../keys'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { Form } from '../../parts/form'
import { useText } from '../../text/t'
import { type ContactRef, toast, useUi, whyNot } from '../../ui-state'
import { Field } from './field'
import { nameOf } from './words'

interface RemoveProps {
  contactRef: ContactRef
  card: ContactCard
  onClose: () => void
}

function useRemove({ contactRef, card }: RemoveProps) {
  const t = useText()
  const [{ name, wrong }, set] = useState<{ name: string; wrong: string | null }>({ name: '', wrong: null })
  const remove = async (): Promise<void> => {
    try {
      const { kind } = await call('contact.remove', { ...contactRef, name })
      if (kind === 'name-differs') return set({ name, wrong: t('contacts.nameDiffers') })
      toast({ text: t('contacts.deleted', { name: nameOf(card.contact) }) })
      useUi.getState().selectContact(null)
    } catch (thrown: unknown) {
      set({ name, wrong: whyNot(thrown) })
    }
  }
  return { name, wrong, remove, type: (to: string) => set({ name: to, wrong: null }) }
}

/** Deletes by typing the name: with the contact go all conversations, for everybody. */
export function RemoveDialog(props: RemoveProps) {
  const t = useText()
  const { card, onClose } = props
  const { name, wrong, remove, type } = useRemove(props)
  useKeys({ back: onClose }, true)
  return (
    <Dialog label={t('contacts.delete')} onClose={onClose}>
      <Form className="contact-dialog" onSend={() => void remove()}>
        <h2>{t('contacts.deleteTitle', { name: nameOf(card.contact) })}</h2>
        <p className="muted">{t('contacts.deleteText')}</p>
        <Field label={t('contacts.deleteAsk', { name: nameOf(card.contact) })} value={name} wrong={wrong} onChange={type} />
        <div className="btn-row">
          <Button submit look="danger" icon={Trash2} disabled={name.trim() === ''}>
            {t('contacts.deleteNow')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('channels.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
