/**
 * From what the agent typed to a credential that works: API token, or e-mail and password with a second factor on newer
 * servers. Only tokens of people are taken: bots and platform apps cannot read /profile (FACTS §1.3).
 */
import type { ProbeReason } from '../../src-preload/contract/probe'
import type { ProbeStep, SignInCredential } from '../../src-preload/contract/schemas/profile'
import type { ServerProfile } from './news'
import type { Outcome } from './outcome'
import type { Chance, Clock, Credential, Servers } from './ports'

/** A challenge of a second factor is good for five minutes on the server (FACTS §1.4). */
const CHALLENGE_MS = 5 * 60_000

export type SignInEnd =
  | { kind: 'ready'; baseUrl: string; credential: Credential; profile: ServerProfile }
  | { kind: 'mfa'; challenge: string }
  | { kind: 'failed'; steps: ProbeStep[]; words: string | null }

export interface SignIn {
  start(baseUrl: string, credential: SignInCredential): Promise<SignInEnd>
  answer(challenge: string, answer: { code: string; backup: boolean }): Promise<SignInEnd>
}

export interface SignInDeps {
  servers: Servers
  clock: Clock
  chance: Chance
}

function failed(reason: ProbeReason<'token', 'fail'>, words: string | null = null): SignInEnd {
  return { kind: 'failed', steps: [{ id: 'token', state: 'fail', reason, detail: words }], words }
}

/** The line failed where the check had found it good. */
function unanswered(reason: ProbeReason<'answer', 'fail'>, words: string | null = null): SignInEnd {
  return { kind: 'failed', steps: [{ id: 'answer', state: 'fail', reason, detail: null }], words }
}

/** The server showed another certificate than a moment ago, or than was pinned: nothing was sent. */
function neverSent({ reason, detail }: Extract<Outcome<unknown>, { kind: 'never-sent' }>): SignInEnd {
  if (reason !== 'certificate-changed') return unanswered(reason)
  return { kind: 'failed', steps: [{ id: 'private', state: 'fail', reason: 'changed', detail }], words: null }
}

/** Challenges live in memory only: a restart asks for the password again. */
export function makeSignIn(deps: SignInDeps): SignIn {
  const challenges = new Map<string, { baseUrl: string; token: string; untilAt: number }>()

  const remember = (baseUrl: string, token: string): SignInEnd => {
    const challenge = deps.chance.uuid()
    challenges.set(challenge, { baseUrl, token, untilAt: deps.clock.now() + CHALLENGE_MS })
    return { kind: 'mfa', challenge }
  }

  return {
    async start(baseUrl, credential) {
      if (credential.method === 'token') return withToken(deps.servers, baseUrl, credential.token)
      if (credential.email.trim() === '' || credential.password === '') return failed('empty')
      const outcome = await deps.servers.signIn(baseUrl, credential.email.trim(), credential.password)
      if (outcome.kind !== 'accepted') return passwordFailed(outcome)
      if (outcome.value.kind === 'mfa') return remember(baseUrl, outcome.value.token)
      return verify(deps.servers, baseUrl, outcome.value.credential)
    },
    async answer(challenge, answer) {
      const open = challenges.get(challenge)
      if (open === undefined || open.untilAt < deps.clock.now()) return failed('challenge-expired')
      const outcome = await deps.servers.answerMfa(open.baseUrl, open.token, answer)
      if (outcome.kind !== 'accepted') return codeFailed(outcome)
      if (outcome.value.kind === 'mfa') return failed('code-wrong')
      challenges.delete(challenge)
      return verify(deps.servers, open.baseUrl, outcome.value.credential)
    },
  }
}

async function withToken(servers: Servers, baseUrl: string, typed: string): Promise<SignInEnd> {
  const token = typed.trim()
  if (token === '') return failed('empty')
  // A header cannot carry anything else; tokens are 24 plain characters (FACTS §1.1).
  if (!/^[\x21-\x7e]+$/.test(token)) return failed('spaces')
  return verify(servers, baseUrl, { kind: 'token', token })
}

async function verify(servers: Servers, baseUrl: string, credential: Credential): Promise<SignInEnd> {
  const { server } = servers.connect(baseUrl, credential)
  try {
    const outcome = await server.profile()
    if (outcome.kind !== 'accepted') return profileFailed(outcome)
    if (!outcome.value.accounts.some((account) => account.active)) return failed('no-account')
    return { kind: 'ready', baseUrl, credential, profile: outcome.value }
  } finally {
    server.close()
  }
}

function profileFailed(outcome: Outcome<unknown>): SignInEnd {
  if (outcome.kind === 'signed-out') return failed(outcome.cause)
  if (outcome.kind === 'refused' && outcome.reason === 'not-allowed') return failed('bot-or-platform', outcome.words)
  return otherFailure(outcome)
}

function passwordFailed(outcome: Outcome<unknown>): SignInEnd {
  if (outcome.kind === 'signed-out') return failed('password-wrong')
  if (outcome.kind === 'refused' && outcome.status === 401) return failed('password-wrong', outcome.words)
  return otherFailure(outcome)
}

function codeFailed(outcome: Outcome<unknown>): SignInEnd {
  if (outcome.kind === 'signed-out') return failed('challenge-expired')
  if (outcome.kind === 'refused' && outcome.status === 401) return failed('challenge-expired', outcome.words)
  if (outcome.kind === 'refused') return failed('code-wrong', outcome.words)
  return otherFailure(outcome)
}

function otherFailure(outcome: Outcome<unknown>): SignInEnd {
  if (outcome.kind === 'throttled') return failed('throttled')
  if (outcome.kind === 'refused') return failed('refused', outcome.words)
  if (outcome.kind === 'never-sent') return neverSent(outcome)
  if (outcome.kind === 'unsure') return unanswered(outcome.reason, outcome.words)
  return failed('refused')
}
