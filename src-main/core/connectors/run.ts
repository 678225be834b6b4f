/** A run of the wizard as plain data: it can be kept, shown, gone on with after a failure, and undone. */
import type { AccountId, ContactId, ConversationId, InboxId } from '../../../src-preload/contract/ids'
import type { Made } from '../../../src-preload/contract/made'
import type { Connector } from './connector'
import type { WebhookEvent } from './events'
import type { Reason } from './reason'

/** In the order they are done. */
export const stepNames = ['connection', 'inbox', 'webhook', 'attribute', 'contact', 'conversation'] as const
export type StepName = (typeof stepNames)[number]

/** Where a step stands. `planned`: a dry run says what it would come to. */
export type StepState = 'waiting' | 'running' | 'planned' | 'done' | 'failed' | 'skipped'

/** What a step came to: nothing had to be done, it was made, or what was there was completed. */
export type StepOutcome = 'found' | 'created' | 'changed'

export interface Step {
  step: StepName
  state: StepState
  what: StepOutcome | null
  /** Of the inbox, webhook, attribute, contact or conversation; null for the connection, and in a plan that would create it. */
  id: number | null
  /** What the server calls it: a name, an address, a key; for the connection the version. */
  name: string | null
  reason: Reason | null
}

/** What this run made or changed on the server, in that order: undoing takes it back from the end. */
export type { Made }

/** What the steps have learned so far. */
export interface Ids {
  inboxId: InboxId | null
  /** Of the inbox's public API. */
  inboxIdentifier: string | null
  webhookId: number | null
  attributeId: number | null
  contactId: ContactId | null
  /** Opens conversations of the test customer. */
  sourceId: string | null
  conversationId: ConversationId | null
}

/** Who plays the customer; `conversation` opens one with a message each way. */
export interface Test {
  userId: string
  name: string
  conversation: boolean
}

/** What is wanted. */
export interface ConnectorAsk {
  account: AccountId
  connector: Connector
  webhookUrl: string
  /** Null: those of the connector. */
  events?: readonly WebhookEvent[] | null | undefined
  /** Null: the connector's own. An inbox with exactly this name comes before one whose name contains the match. */
  inboxName?: string | null | undefined
  /** The test customer; null leaves out the steps contact and conversation. */
  test: Test | null
}

export interface Run {
  steps: Step[]
  ids: Ids
  made: Made[]
  /** Creations that were asked for and never answered: what is found later and looks like ours is ours. */
  asked: StepName[]
}

/** What an earlier run left: what it made stays its own to undo. */
export type Before = Pick<Run, 'made' | 'asked'>

/** Nothing done yet; `before` is a run that stopped half way, or what is remembered of one. */
export function freshRun(before: Before | null): Run {
  return {
    steps: stepNames.map((step) => ({ step, state: 'waiting', what: null, id: null, name: null, reason: null })),
    ids: {
      inboxId: null,
      inboxIdentifier: null,
      webhookId: null,
      attributeId: null,
      contactId: null,
      sourceId: null,
      conversationId: null,
    },
    made: before ? [...before.made] : [],
    asked: before ? [...before.asked] : [],
  }
}

/** Whether every step that was wanted came to its end. */
export function isFinished({ steps }: Run): boolean {
  return steps.every(({ state }) => state === 'done' || state === 'skipped')
}

/** The step that failed, or null. */
export function failedStep({ steps }: Run): Step | null {
  return steps.find(({ state }) => state === 'failed') ?? null
}
