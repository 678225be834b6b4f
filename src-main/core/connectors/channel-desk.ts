/** The page of the channels: what is asked is checked first, and everything but reading is for administrators (FACTS §6.3). */
import type { Answer } from '../../../src-preload/contract/errors'
import type { InboxId, UserId } from '../../../src-preload/contract/ids'
import type { CallInput, CallOutput } from '../../../src-preload/contract/schemas'
import type { InboxForm, WebhookRow } from '../../../src-preload/contract/schemas/channel'
import { errorOf, ok, refuse } from '../answer'
import type { Outcome } from '../outcome'
import type { ProfileEntry } from '../ports'
import { type AccountAt, atAccount, type DoorNeeds } from './account-door'
import type { ChannelServer, InboxInput } from './channel-port'
import type { Webhook } from './port'
import type { OwnReason } from './reason'
import { isPrivateUrl, nameTrouble, urlTrouble } from './rules'

type Done = CallOutput<'inbox.create'>
const done: Done = { kind: 'done' }
const trouble = (what: OwnReason | 'name-differs'): Answer<Done> => ok({ kind: 'trouble', trouble: what })

const API_CHANNEL = 'Channel::Api'

interface ChannelNeeds extends DoorNeeds {
  /** Something was changed: lists that are shown are old. */
  changed: () => void
}

/** Makes the desk. It keeps nothing: every question goes to the server, so that nobody decides on something old. */
export function makeChannelDesk(needs: ChannelNeeds) {
  return { ...inboxReading(needs), ...inboxChanging(needs), ...webhookCalls(needs) }
}

export type ChannelDesk = ReturnType<typeof makeChannelDesk>

type InboxAt = AccountAt & { inboxId: InboxId }

function inboxReading(needs: DoorNeeds) {
  return {
    inboxes: (at: AccountAt): Promise<Answer<CallOutput<'inbox.list'>>> =>
      atAccount(needs, at, async ({ entry, isAdmin, channels }) =>
        answered(await channels.inboxDetails(at.accountId), (inboxes) => ({
          ...{ canChange: isAdmin, serverUrl: entry.baseUrl },
          inboxes,
        })),
      ),
    members: (at: InboxAt): Promise<Answer<CallOutput<'inbox.members'>>> =>
      atAccount(needs, at, async ({ channels }) => answered(await membersOf(channels, at))),
  }
}

function inboxChanging(needs: ChannelNeeds) {
  return {
    createInbox: ({ form, ...at }: CallInput<'inbox.create'>) =>
      change(needs, at, async (server, { version }) => {
        const wrong = formTrouble(form, version)
        return wrong === null ? changed(server.makeInbox(at.accountId, { ...form, name: form.name.trim() })) : trouble(wrong)
      }),
    updateInbox: ({ form, ...at }: CallInput<'inbox.update'>) =>
      change(needs, at, (server, entry) => update({ server, entry }, at, form)),
    setMembers: ({ users, ...at }: InboxAt & { users: UserId[] }) =>
      change(needs, at, async (server) =>
        answered(await server.setMembers(at.accountId, { inbox: at.inboxId, users }), () => ({})),
      ),
    reveal: (at: InboxAt) =>
      asAdmin(needs, at, async (server) => answered(await server.inboxSecrets(at.accountId, at.inboxId))),
    removeInbox: ({ name, ...at }: CallInput<'inbox.remove'>) => change(needs, at, (server) => remove(server, at, name)),
  }
}

function webhookCalls(needs: ChannelNeeds) {
  return {
    webhooks: (at: AccountAt): Promise<Answer<WebhookRow[]>> =>
      asAdmin(needs, at, async (server) => answered(await server.webhooks(at.accountId), (hooks) => hooks.map(toRow))),
    createWebhook: ({ url, events, ...at }: CallInput<'webhook.create'>) =>
      change(needs, at, async (server) => {
        const made = { url: url.trim(), subscriptions: events }
        const wrong = hookTrouble(url, events)
        return wrong === null ? changed(server.createWebhook(at.accountId, made)) : trouble(wrong)
      }),
    updateWebhook: ({ url, events, id, ...at }: CallInput<'webhook.update'>) =>
      change(needs, at, async (server) => {
        const to = { id, url: url.trim(), subscriptions: events }
        const wrong = hookTrouble(url, events)
        return wrong === null ? changed(server.updateWebhook(at.accountId, to)) : trouble(wrong)
      }),
    removeWebhook: ({ id, ...at }: CallInput<'webhook.remove'>) =>
      change(needs, at, async (server) => answered(await server.removeWebhook(at.accountId, id), () => ({}))),
  }
}

type Work<T> = (server: ChannelServer, entry: ProfileEntry) => Promise<Answer<T>>

async function change<T>(needs: ChannelNeeds, at: AccountAt, work: Work<T>): Promise<Answer<T>> {
  const answer = await asAdmin(needs, at, work)
  if (answer.ok) needs.changed()
  return answer
}

function asAdmin<T>(needs: DoorNeeds, at: AccountAt, work: Work<T>): Promise<Answer<T>> {
  return atAccount(needs, at, ({ isAdmin, channels, entry }) =>
    isAdmin ? work(channels, entry) : Promise.resolve(refuse({ kind: 'needs-admin' })),
  )
}

async function changed(outcome: Promise<Outcome<unknown>>): Promise<Answer<Done>> {
  return answered(await outcome, () => done)
}

/** A name typed by hand is the only question asked twice: what is deleted does not come back. */
async function remove(server: ChannelServer, at: InboxAt, name: string): Promise<Answer<Done>> {
  const listed = await server.inboxDetails(at.accountId)
  if (listed.kind !== 'accepted') return answered<Done>(listed)
  const inbox = listed.value.find(({ id }) => id === at.inboxId)
  if (!inbox) return refuse({ kind: 'not-found' })
  return inbox.name.trim() === name.trim() ? changed(server.removeInbox(at.accountId, inbox.id)) : trouble('name-differs')
}

async function membersOf(
  channels: ChannelServer,
  { accountId, inboxId }: InboxAt,
): Promise<Outcome<CallOutput<'inbox.members'>>> {
  const [members, agents] = await Promise.all([channels.members(accountId, inboxId), channels.agents(accountId)])
  if (agents.kind !== 'accepted') return agents
  return mapped(members, (people) => ({ members: people.map(({ id }) => id), agents: agents.value }))
}

/** A name that is kept may be one of an older or newer server: only a new one is checked. */
async function update(
  { server, entry }: { server: ChannelServer; entry: ProfileEntry },
  at: AccountAt & { inboxId: InboxId },
  form: InboxForm,
): Promise<Answer<Done>> {
  const listed = await server.inboxDetails(at.accountId)
  if (listed.kind !== 'accepted') return answered<Done>(listed)
  const before = listed.value.find(({ id }) => id === at.inboxId)
  if (!before) return refuse({ kind: 'not-found' })
  const isApi = before.channel === API_CHANNEL
  const isRenamed = form.name.trim() !== before.name
  const wrong = (isRenamed ? nameTrouble(form.name, entry.version) : null) ?? (isApi ? hookUrlTrouble(form.webhookUrl) : null)
  if (wrong !== null) return trouble(wrong)
  const { webhookUrl, hmacMandatory, name, ...common } = form
  const own: InboxInput = isApi ? { webhookUrl: webhookUrl.trim(), hmacMandatory } : {}
  const renamed: InboxInput = isRenamed ? { name: name.trim() } : {}
  return answered(await server.updateInbox(at.accountId, { id: at.inboxId, ...common, ...renamed, ...own }), () => done)
}

function formTrouble(form: InboxForm, version: string | null): OwnReason | null {
  return nameTrouble(form.name, version) ?? hookUrlTrouble(form.webhookUrl)
}

/** An inbox may do without. */
function hookUrlTrouble(url: string): OwnReason | null {
  return url.trim() === '' ? null : urlTrouble(url)
}

function hookTrouble(url: string, events: readonly string[]): OwnReason | null {
  return urlTrouble(url) ?? (events.length === 0 ? 'no-events' : null)
}

function toRow({ id, url, subscriptions }: Webhook): WebhookRow {
  return { id, url, subscriptions, isPrivate: isPrivateUrl(url) }
}

function mapped<A, B>(outcome: Outcome<A>, to: (value: A) => B): Outcome<B> {
  return outcome.kind === 'accepted' ? { kind: 'accepted', value: to(outcome.value) } : outcome
}

function answered<T>(outcome: Outcome<T>): Answer<T>
function answered<T, A>(outcome: Outcome<T>, to: (value: T) => A): Answer<A>
function answered<T>(outcome: Outcome<T>, to: (value: T) => unknown = (value) => value): Answer<unknown> {
  if (outcome.kind === 'accepted') return ok(to(outcome.value))
  return refuse(errorOf(outcome) ?? { kind: 'offline' })
}
