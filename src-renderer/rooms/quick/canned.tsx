import { type KeyboardEvent, useMemo, useState } from 'react'
import { useDirectories } from '../../bridge/queries'
import type { Writing } from '../../bridge/writing'
import type { WritingState } from '../../bridge/writing-state'
import { KeysHint } from '../../parts/keys-hint'
import { firstName } from '../../parts/names'
import { useText } from '../../text/t'
import { fill, findCanned, type Found, slashAt, type Variables } from './canned-words'
import type { QuickSubject } from './subject'

export const CANNED_LIST = 'quick-canned'

function variablesOf({ ref, conversation, account, inbox }: QuickSubject): Variables {
  const { contact } = conversation
  const me = account?.profile.user
  const lastName = (name: string) => name.trim().split(/\s+/).slice(1).join(' ')
  return {
    'contact.name': contact.name,
    'contact.first_name': firstName(contact.name),
    'contact.last_name': lastName(contact.name),
    'contact.email': contact.email,
    'contact.phone': contact.phoneNumber,
    'contact.id': String(contact.id),
    'conversation.id': String(ref.conversationId),
    'agent.name': me?.name,
    'agent.first_name': me && firstName(me.name),
    'agent.last_name': me && lastName(me.name),
    'agent.email': me?.email,
    'inbox.name': inbox?.name,
    'account.name': account?.name,
  }
}

/** What is offered now, which line is lit, and what the keys do; `onKeyDown` answers whether the key was its own. */
export function useCanned(talk: QuickSubject, writing: Writing, state: WritingState) {
  const [directory] = useDirectories([{ profileId: talk.ref.profileId, accountId: talk.ref.accountId }])
  const all = directory?.data?.cannedResponses
  const [{ at, closedAt }, set] = useState<{ at: number; closedAt: string | null }>({ at: 0, closedAt: null })
  const slash = slashAt(state.text, state.cursor)
  const name = slash && `${slash.from}/${slash.query}`
  const isOpen = slash !== null && closedAt !== name
  const query = slash?.query ?? ''
  const found = useMemo(() => (isOpen && all ? findCanned(all, query) : []), [isOpen, all, query])
  const lit = Math.min(at, Math.max(0, found.length - 1))
  const pick = ({ response }: Found) => {
    if (!slash) return
    const words = fill(response.content, variablesOf(talk))
    set({ at: 0, closedAt: null })
    writing.edit(state.text.slice(0, slash.from) + words + state.text.slice(state.cursor), slash.from + words.length, true)
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = found[lit]
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return false
    if (event.key === 'ArrowDown') set({ at: (lit + 1) % found.length, closedAt })
    else if (event.key === 'ArrowUp') set({ at: (lit + found.length - 1) % found.length, closedAt })
    else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen)
    else if (event.key === 'Escape') set({ at: 0, closedAt: name })
    else return false
    return true
  }
  return { found, lit, pick, onKeyDown }
}

function Code({ found: { response, hit } }: { found: Found }) {
  const code = response.shortCode
  if (!hit) return <code>/{code}</code>
  return (
    <code>
      /{code.slice(0, hit[0])}
      <span className="hit">{code.slice(...hit)}</span>
      {code.slice(hit[1])}
    </code>
  )
}

/** The responses that fit, over the field. */
export function CannedList({ canned: { found, lit, pick } }: { canned: ReturnType<typeof useCanned> }) {
  const t = useText()
  if (found.length === 0) return null
  return (
    <div className="popover menu" role="listbox" id={CANNED_LIST} aria-label={t('quick.canned')}>
      {found.map((one, index) => (
        <div
          className="menu-item"
          role="option"
          id={`${CANNED_LIST}-${index}`}
          aria-selected={index === lit}
          key={one.response.id}
          // The field keeps the keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(one)}
        >
          <span className="grow">
            <Code found={one} />
            <small className="cut" dir="auto">
              {one.response.content}
            </small>
          </span>
          {index === lit && <KeysHint keys={['↵']} />}
        </div>
      ))}
    </div>
  )
}
