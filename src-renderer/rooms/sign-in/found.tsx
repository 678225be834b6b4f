import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { ProbeReason } from '../../../src-preload/contract/probe'
import { Button } from '../../parts/button'
import { hostOf } from '../../parts/names'
import { useText } from '../../text/t'
import { Checks } from './checks'
import { probeReason } from './probe-text'
import type { SignInState } from './use-sign-in'

type Method = 'token' | 'password'

/** A note an administrator can act on: what was asked, what came back. Never the token. */
function useAdminNote(state: SignInState): string {
  const t = useText()
  const server = hostOf(state.report?.baseUrl ?? state.probed ?? '')
  const failed = [...(state.report?.steps ?? []), ...state.signSteps].filter((step) => step.state === 'fail')
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

function Help({ state, method, onMethod }: { state: SignInState; method: Method; onMethod: (method: Method) => void }) {
  const t = useText()
  const note = useAdminNote(state)
  const [isCopied, setCopied] = useState(false)
  const failed = [...(state.report?.steps ?? []), ...state.signSteps].filter((step) => step.state === 'fail')
  const forAdmin = failed.some((step) => step.id !== 'address' && !ownFaults.has(step.reason))
  const tokenFails = failed.some((step) => step.id === 'token')
  if (failed.length === 0) return null
  const copy = () => void navigator.clipboard.writeText(note).then(() => setCopied(true))
  return (
    <div className="btn-row">
      {forAdmin && (
        <Button icon={Copy} onPress={copy}>
          {t(isCopied ? 'signIn.copied' : 'signIn.copyNote')}
        </Button>
      )}
      {tokenFails && (
        <Button onPress={() => onMethod(method === 'token' ? 'password' : 'token')}>
          {t(method === 'token' ? 'signIn.useEmail' : 'signIn.useToken')}
        </Button>
      )}
    </div>
  )
}

/** The right side: what Perch found out, what to do about it, and what becomes of the data. */
export function Found({ state, method, onMethod }: { state: SignInState; method: Method; onMethod: (method: Method) => void }) {
  const t = useText()
  const isHeaderLost = state.signSteps.some((step) => step.reason === 'no-header')
  return (
    <aside className="sign-side" aria-label={t('signIn.found')} aria-live="polite">
      <h2>{t('signIn.found')}</h2>
      <Checks state={state} />
      <Help state={state} method={method} onMethod={onMethod} />
      {state.words !== null && <p className="sign-word">{t('signIn.serverSays', { words: state.words })}</p>}
      <p className="sign-word">{t(isHeaderLost ? 'signIn.wordToken' : 'signIn.word')}</p>
    </aside>
  )
}
