import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { ProbeReason } from '../../../src-preload/contract/probe'
import { Button } from '../../parts/button'
import { hostOf } from '../../parts/names'
import { useText } from '../../text/t'
import { Checks } from './checks'
import { probeReason } from './probe-text'
import { failures, type SignInState } from './use-sign-in'

type Method = 'token' | 'password'

interface FoundProps {
  state: SignInState
  method: Method
  onMethod: (method: Method) => void
  /** Takes the address that was surely meant. */
  onAddress: (address: string) => void
}

/** A note an administrator can act on: what was asked, what came back. Never the token. */
function useAdminNote(state: SignInState): string {
  const t = useText()
  const server = hostOf(state.report?.baseUrl ?? state.probed ?? '')
  const failed = failures(state)
  if (failed.some((step) => step.reason === 'no-header')) return t('signIn.adminNote', { server })
  return t('signIn.adminNotePlain', {
    server,
    found: failed.map((step) => `${step.id}/${step.reason}: ${probeReason(step)}`).join(' '),
  })
}

/** Failures that the agent mends by typing, as all those of the address are, need no letter to anybody. */
const ownFaults: ReadonlySet<string> = new Set<ProbeReason<'token', 'fail'>>([
  'empty',
  'spaces',
  'bad-token',
  'password-wrong',
  'code-wrong',
  'challenge-expired',
  'throttled',
])

function CopyNote({ state }: { state: SignInState }) {
  const t = useText()
  const note = useAdminNote(state)
  const [isCopied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(note).then(() => setCopied(true))
  return (
    <Button icon={Copy} onPress={copy}>
      {t(isCopied ? 'signIn.copied' : 'signIn.copyNote')}
    </Button>
  )
}

function Help({ state, method, onMethod, onAddress }: FoundProps) {
  const t = useText()
  const failed = failures(state)
  const [first] = failed
  if (!first) return null
  const meant = first.id === 'address' ? first.detail : null
  const forAdmin = failed.some((step) => step.id !== 'address' && !ownFaults.has(step.reason))
  return (
    <div className="btn-row">
      {meant !== null && <Button onPress={() => onAddress(meant)}>{t('signIn.useAddress', { address: meant })}</Button>}
      {forAdmin && <CopyNote state={state} />}
      {failed.some((step) => step.id === 'token') && (
        <Button onPress={() => onMethod(method === 'token' ? 'password' : 'token')}>
          {t(method === 'token' ? 'signIn.useEmail' : 'signIn.useToken')}
        </Button>
      )}
    </div>
  )
}

/** The right side: what Perch found out, what to do about it, and what becomes of the data. */
export function Found(props: FoundProps) {
  const t = useText()
  const { state } = props
  const isHeaderLost = state.signSteps.some((step) => step.reason === 'no-header')
  return (
    <aside className="sign-side" aria-label={t('signIn.found')} aria-live="polite">
      <h2>{t('signIn.found')}</h2>
      <Checks state={state} />
      {state.words !== null && <p className="sign-says">{t('signIn.serverSays', { words: state.words })}</p>}
      <Help {...props} />
      <p className="sign-word">{t(isHeaderLost ? 'signIn.wordToken' : 'signIn.word')}</p>
    </aside>
  )
}
