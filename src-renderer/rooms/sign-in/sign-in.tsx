import { KeyRound, Mail, TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useManaged } from '../../bridge/managed'
import { useProfiles } from '../../bridge/queries'
import { useKeys } from '../../keys'
import bird from '../../look/app.svg'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { Segmented } from '../../parts/segmented'
import { type TextKey, useText } from '../../text/t'
import type { ProbeReport, SignInCredential } from '../../../src-preload/contract/schemas/profile'
import { CodeField } from './code-field'
import { AddressField, Field, SecretField } from './fields'
import { Found } from './found'
import { failures, isGood, isReadable, useSignIn, type SignInState } from './use-sign-in'

type Method = 'token' | 'password'

interface Typed {
  address: string
  method: Method
  token: string
  email: string
  password: string
  code: string
  isBackup: boolean
}

type Change = (some: Partial<Typed>) => void
const nothing: Typed = { address: '', method: 'token', token: '', email: '', password: '', code: '', isBackup: false }

/** The server that asks to sign in again, or the one this Perch was started with (`PERCH_SERVER`). */
function useOfferedAddress(): string {
  const lost = useProfiles().data?.find((profile) => profile.link.state === 'signed-out')
  return lost?.baseUrl ?? new URLSearchParams(window.location.search).get('server') ?? ''
}

function credentialOf(typed: Typed): SignInCredential {
  if (typed.method === 'token') return { method: 'token', token: typed.token.trim() }
  return { method: 'password', email: typed.email.trim(), password: typed.password }
}

/** Enough is typed to try to sign in. */
function isReady(typed: Typed): boolean {
  return typed.method === 'token' ? typed.token.trim() !== '' : typed.email.trim() !== '' && typed.password !== ''
}

function Brand() {
  const t = useText()
  return (
    <div className="sign-brand">
      <img src={bird} alt="" />
      <div>
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.lead')}</p>
      </div>
    </div>
  )
}

function Secrets({ typed, change }: { typed: Typed; change: Change }) {
  const t = useText()
  if (typed.method === 'token') {
    return (
      <SecretField
        label={t('signIn.token')}
        value={typed.token}
        onChange={(token) => change({ token })}
        help={t('signIn.tokenHelp')}
        mono
      />
    )
  }
  return (
    <>
      <Field
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        value={typed.email}
        onChange={(email) => change({ email })}
      />
      <SecretField
        label={t('signIn.passwordField')}
        autoComplete="current-password"
        value={typed.password}
        onChange={(password) => change({ password })}
      />
    </>
  )
}

function buttonText(typed: Typed, state: SignInState): TextKey {
  if (state.busy) return state.busy === 'probe' ? 'signIn.checking' : 'signIn.signingIn'
  if (failures(state).length > 0 && state.challenge === null) return 'signIn.checkAgain'
  if (state.isWarned) return 'signIn.continueOpen'
  return isReady(typed) || isGood(state.report) ? 'signIn.continue' : 'signIn.check'
}

interface FootProps {
  typed: Typed
  state: SignInState
  change: Change
  onCancel: (() => void) | null
}

function Foot({ typed, state, change, onCancel }: FootProps) {
  const t = useText()
  return (
    <>
      {(state.problem !== null || state.isWarned) && (
        <p className="form-problem" role="alert">
          <Icon of={TriangleAlert} size={14} />
          <span>{state.problem ?? t('signIn.openWarning')}</span>
        </p>
      )}
      <div className="sign-foot">
        {onCancel && (
          <Button look="quiet" large onPress={onCancel}>
            {t('signIn.cancel')}
          </Button>
        )}
        {state.challenge !== null && (
          <Button look="quiet" large onPress={() => change({ isBackup: !typed.isBackup, code: '' })}>
            {t(typed.isBackup ? 'signIn.useApp' : 'signIn.backup')}
          </Button>
        )}
        <span className="grow" />
        <Button look="primary" large submit busy={state.busy === 'sign-in'} keys={['↵']}>
          {t(buttonText(typed, state))}
        </Button>
      </div>
    </>
  )
}

function useForm(onDone: () => void) {
  const address = useOfferedAddress()
  const [own, set] = useState({ ...nothing, address })
  const { server } = useManaged()
  // The rules may be known a moment after the form.
  const typed = server === null ? own : { ...own, address: server }
  const flow = useSignIn(onDone)
  const { state } = flow
  const change: Change = (some) => {
    if (some.address !== undefined && some.address !== typed.address) flow.forget()
    set((was) => ({ ...was, ...some }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (state.busy === 'sign-in') return
    const go = (report: ProbeReport) => {
      if (!isGood(report) || !isReady(typed)) return
      if (isReadable(report) && !state.isWarned) flow.warn()
      else void flow.signIn(report.baseUrl, credentialOf(typed))
    }
    if (state.challenge !== null) void flow.answerMfa(typed.code, typed.isBackup)
    else if (state.probed === typed.address && isGood(state.report) && isReady(typed)) go(state.report)
    else void flow.probe(typed.address, go)
  }
  /** Leaving the field is enough to look: by the time the token is pasted the answer is there. */
  const look = () => {
    if (typed.address.trim() !== '' && state.probed !== typed.address && !state.busy) void flow.probe(typed.address)
  }
  const takeAddress = (address: string) => {
    change({ address })
    void flow.probe(address)
  }
  return { typed, isFixed: server !== null, change, state, submit, look, takeAddress }
}

export interface SignInRoomProps {
  /** Signed in: the room is left. */
  onDone: () => void
  /** There are accounts already: the way back. */
  onCancel: (() => void) | null
}

/** First window: left what is typed, right what Perch found out about it. */
export function SignInRoom({ onDone, onCancel }: SignInRoomProps) {
  const t = useText()
  const { typed, isFixed, change, state, submit, look, takeAddress } = useForm(onDone)
  useKeys({ back: () => (onCancel ? onCancel() : false) })
  const onMethod = (method: Method) => change({ method })
  const methods: { value: Method; text: string; icon: typeof Mail }[] = [
    { value: 'token', text: t('signIn.token'), icon: KeyRound },
    { value: 'password', text: t('signIn.password'), icon: Mail },
  ]
  const isBad = state.report?.steps.some((step) => step.id === 'address' && step.state === 'fail') ?? false
  return (
    <main className="sign">
      <div className="sign-card">
        <form className="sign-form" aria-label={t('signIn.title')} onSubmit={submit} noValidate>
          <Brand />
          <AddressField
            value={typed.address}
            onChange={(address) => change({ address })}
            onBlur={look}
            isGood={isGood(state.report)}
            isBad={isBad}
            isFixed={isFixed}
          />
          <Segmented label={t('signIn.method')} value={typed.method} choices={methods} onChoose={onMethod} />
          <Secrets typed={typed} change={change} />
          {state.challenge !== null && (
            <CodeField value={typed.code} onChange={(code) => change({ code })} isBackup={typed.isBackup} />
          )}
          <Foot typed={typed} state={state} change={change} onCancel={onCancel} />
        </form>
        <Found state={state} method={typed.method} onMethod={onMethod} onAddress={takeAddress} />
      </div>
    </main>
  )
}
