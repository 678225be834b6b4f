import { useEffect } from 'react'
import { inboxKey } from '../../src-preload/contract/inbox-key'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { signatureFor } from '../parts/signature'
import { attempt } from '../ui-state'
import { call } from './client'
import { useSettings } from './queries'
import type { Subject } from './variables'
import type { Writing } from './writing'

/** What goes under the replies of an inbox. `text` is as its channel shows it; empty: the agent has none. */
export interface Signature {
  text: string
  isOn: boolean
  turn: (on: boolean) => void
}

/** An inbox's own words, else the agent's, else those the server keeps for the dashboard. */
export function signatureOf(settings: Settings | undefined, key: string, ofServer: string | null | undefined): string {
  return settings?.signatures[key]?.text || settings?.signature || (ofServer ?? '')
}

/** Puts one inbox's signature on or off, or gives it words of its own; without words it has the agent's. */
export function changeSignature(settings: Settings, key: string, some: Partial<Settings['signatures'][string]>): void {
  const now = { on: false, text: '', ...settings.signatures[key], ...some }
  void attempt(call('settings.set', { signatures: { ...settings.signatures, [key]: now } }))
}

/** The signature of a conversation's inbox; the writing is told, so that it goes with the next reply. */
export function useSignature({ ref, conversation, account }: Subject, writing: Writing): Signature {
  const settings = useSettings().data
  const key = inboxKey({ ...ref, inboxId: conversation.inboxId })
  const text = signatureFor(conversation.channel, signatureOf(settings, key, account?.profile.user.signature))
  const isOn = text !== '' && settings?.signatures[key]?.on === true
  useEffect(() => writing.wording.sign(isOn ? text : ''), [writing, isOn, text])
  return { text, isOn, turn: (on) => settings && changeSignature(settings, key, { on }) }
}
