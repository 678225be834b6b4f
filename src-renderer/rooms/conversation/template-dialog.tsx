import { useCallback, useEffect, useRef, useState } from 'react'
import type { ClientId, ConversationRef, MessageId } from '../../../src-preload/contract/ids'
import type { MessageTemplate, TemplateUse } from '../../../src-preload/contract/message-template'
import { keepTemplate, sendTemplate, useTemplates } from '../../bridge/templates'
import { useKeys } from '../../keys'
import { Dialog } from '../../parts/dialog'
import { begin, missingIn, templateOf } from '../../parts/templates'
import { say, useText } from '../../text/t'
import { attempt, useUi, whyNot } from '../../ui-state'
import { useTalkTemplates } from './composer-bar'
import { useLabel } from './composer-field'
import { useTalk } from './talk-context'
import { TemplateForm } from './template-form'
import { TemplateList } from './template-list'

const KEEP_AFTER_MS = 400

const close = () => useUi.getState().showOverlay(null)

/** Keeps what is being filled in, a moment after each change and when the dialog goes. */
function useKept(ref: ConversationRef, use: TemplateUse | null, isNew: boolean): { forget: () => void } {
  const unkept = useRef<TemplateUse | null>(null)
  const keep = useCallback(() => {
    const now = unkept.current
    unkept.current = null
    if (now !== null) void attempt(keepTemplate(ref, now))
  }, [ref])
  useEffect(() => {
    if (!isNew) return
    unkept.current = use
    const timer = setTimeout(keep, KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [use, isNew, keep])
  useEffect(() => keep, [keep])
  return { forget: () => (unkept.current = null) }
}

interface Filling {
  use: TemplateUse | null
  /** Not as it was kept before. */
  isNew: boolean
  isListed: boolean
  isAsked: boolean
  isBusy: boolean
  problem: string | null
}

type Given = { templates: readonly MessageTemplate[] | null; begun: TemplateUse | null; seenId: MessageId | null }

/** Which template, its values, and what becomes of them. */
function useFilling({ templates, begun, seenId }: Given) {
  const { ref, conversation, account, openLink } = useTalk()
  const [state, set] = useState<Filling>({
    ...{ use: begun, isNew: false, isListed: templateOf(templates ?? [], begun) === undefined },
    ...{ isAsked: false, isBusy: false, problem: null },
  })
  // Named once for what is sent: pressing again after a fault repeats the name, so it cannot arrive twice.
  const clientId = useRef<ClientId | null>(null)
  const { forget } = useKept(ref, state.use, state.isNew)
  const template = state.isListed ? undefined : templateOf(templates ?? [], state.use)
  const change = (use: TemplateUse, more: Partial<Filling> = {}) => {
    clientId.current = null
    set((was) => ({ ...was, ...more, use, isNew: true, isAsked: false, problem: null }))
  }
  const pick = (one: MessageTemplate) => {
    if (one.needs === null) return change(begin(one, state.use?.values), { isListed: false })
    const url = account && `${account.profile.baseUrl}/app/accounts/${ref.accountId}/conversations/${conversation.id}`
    if (url) openLink(url, url)
  }
  const type = (name: string, value: string) =>
    state.use && change({ ...state.use, values: { ...state.use.values, [name]: value } })
  const send = async (): Promise<void> => {
    const { use, isBusy } = state
    if (!template || use === null || isBusy) return
    if (missingIn(template, use.values).length > 0) return set({ ...state, isAsked: true })
    set({ ...state, isBusy: true, problem: null })
    try {
      clientId.current ??= crypto.randomUUID() as ClientId
      await sendTemplate({ conversation: ref, clientId: clientId.current, seenId, template, use })
      forget()
      close()
    } catch (thrown: unknown) {
      set({ ...state, isBusy: false, problem: say('template.sendFailed', { why: whyNot(thrown) }) })
    }
  }
  return { state, template, pick, type, send, back: () => set({ ...state, isListed: true }) }
}

function Inside(given: Given) {
  const { state, template, pick, type, send, back } = useFilling(given)
  if (!template) return <TemplateList templates={given.templates} onPick={pick} />
  const { use, isAsked, isBusy, problem } = state
  const values = use?.values ?? {}
  return (
    <TemplateForm {...{ template, values, isAsked, isBusy, problem }} onType={type} onSend={() => void send()} onBack={back} />
  )
}

function Opened({ seenId }: { seenId: MessageId | null }) {
  const t = useText()
  const { ref, conversation } = useTalk()
  const { data } = useTemplates(ref, conversation.channel)
  const label = useLabel('reply')
  useKeys({ back: close, template: close }, true)
  return (
    <Dialog label={t('template.title')} onClose={close} isWide>
      <p className="template-to cut" dir="auto">
        <b>{t('template.title')}</b> {label}
      </p>
      {/* What arrives while it is open is a new list, not a new beginning. */}
      <Inside
        key={data === undefined ? 'asking' : 'told'}
        templates={data?.templates ?? null}
        begun={data?.begun ?? null}
        seenId={seenId}
      />
    </Dialog>
  )
}

/** Chooses a template of the channel, fills it in and sends it. Open for as long as the window says so. */
export function TemplateDialog({ seenId }: { seenId: MessageId | null }) {
  const isOpen = useUi((ui) => ui.overlay === 'template')
  const { has } = useTalkTemplates()
  useKeys({ template: () => (has ? useUi.getState().showOverlay('template') : false) })
  return isOpen ? <Opened seenId={seenId} /> : null
}
