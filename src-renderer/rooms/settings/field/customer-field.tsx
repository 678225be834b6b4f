import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { CustomerHit } from '../../../../src-preload/contract/schemas/search'
import { call } from '../../../bridge/client'
import { Button } from '../../../parts/button'
import { useText } from '../../../text/t'
import { refKey } from '../../../ui-state'
import { Opt } from '../opt'
import type { Chosen } from './pack-state'

const MOST = 5

const nameOf = ({ name }: CustomerHit): string => name.map(({ text }) => text).join('')

function useFound(text: string): CustomerHit[] {
  const ask = { text, scope: null, conversation: null, limit: 20 }
  const { data } = useQuery({
    queryKey: ['packs', 'customers', text],
    queryFn: () => call('search.run', ask),
    enabled: text.trim() !== '',
  })
  return text.trim() === '' ? [] : (data?.customers ?? []).slice(0, MOST)
}

/** Only one customer, found by name among those that are here. */
export function CustomerField({ chosen, set }: { chosen: Chosen; set: (some: Partial<Chosen>) => void }) {
  const t = useText()
  const [text, setText] = useState('')
  const found = useFound(useDeferredValue(text))
  const { contact } = chosen
  const pick = (hit: CustomerHit) => {
    set({ contact: { ref: hit.conversation, name: nameOf(hit) } })
    setText('')
  }
  return (
    <>
      <Opt name={t('pack.customer')} help={t('pack.customerHelp')}>
        {contact ? (
          <Button icon={X} onPress={() => set({ contact: null })}>
            {contact.name}
          </Button>
        ) : (
          <span className="input pack-find">
            <input
              value={text}
              aria-label={t('pack.customer')}
              placeholder={t('pack.anybody')}
              onChange={(event) => setText(event.target.value)}
            />
          </span>
        )}
      </Opt>
      {!contact && found.length > 0 && (
        <div className="opt pack-found">
          {found.map((hit) => (
            <Button key={refKey(hit.conversation)} onPress={() => pick(hit)}>
              {nameOf(hit)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
