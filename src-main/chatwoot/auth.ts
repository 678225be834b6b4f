/**
 * E-mail and password, with a second factor on newer servers (FACTS §1.4). What we keep is the API token; the session that
 * signing in makes is given back at once, because a person has 25 of them. Only a server that keeps its token to itself
 * leaves us with the session's headers.
 */
import type { Outcome } from '../core/outcome'
import type { Credential, SignInAnswer } from '../core/ports'
import { nothing, type Call, type Reader } from './call'
import { at } from './wire/parts'

/** A call with this credential, or with none. */
export type CallAs = (credential: Credential | null) => Call

interface SignedIn {
  answer: SignInAnswer
  session: Extract<Credential, { kind: 'session' }> | null
}

const readSignIn: Reader<SignedIn> = (body, seen) => {
  const mfa = at(body, 'mfa_token')
  if (typeof mfa === 'string' && mfa !== '') return { answer: { kind: 'mfa', token: mfa }, session: null }
  const accessToken = seen.header('access-token')
  const client = seen.header('client')
  const uid = seen.header('uid')
  const session = accessToken && client && uid ? ({ kind: 'session', accessToken, client, uid } as const) : null
  const token = at(body, 'data', 'access_token')
  if (typeof token === 'string' && token !== '')
    return { answer: { kind: 'session', credential: { kind: 'token', token } }, session }
  return session ? { answer: { kind: 'session', credential: session }, session: null } : undefined
}

/** `POST /auth/sign_in` with e-mail and password; a 206 asks for the second factor (FACTS §1.4). */
export function signIn(callAs: CallAs, email: string, password: string): Promise<Outcome<SignInAnswer>> {
  return enter(callAs, { email, password })
}

/** `POST /auth/sign_in` with the second factor: a code, or one of the backup codes (FACTS §1.4). */
export function answerMfa(
  callAs: CallAs,
  token: string,
  answer: { code: string; backup: boolean },
): Promise<Outcome<SignInAnswer>> {
  return enter(callAs, { mfa_token: token, ...(answer.backup ? { backup_code: answer.code } : { otp_code: answer.code }) })
}

async function enter(callAs: CallAs, json: Record<string, string>): Promise<Outcome<SignInAnswer>> {
  const outcome = await callAs(null)({ method: 'POST', path: '/auth/sign_in', json, read: readSignIn })
  if (outcome.kind !== 'accepted') return outcome
  const { answer, session } = outcome.value
  // Whether the slot could be freed changes nothing for the person who signs in.
  if (session) await callAs(session)({ method: 'DELETE', path: '/auth/sign_out', read: nothing })
  return { kind: 'accepted', value: answer }
}
