import { describe, expect, test } from 'vitest'
import { unsentMessage } from '../../src-main/core/outbox/acknowledge'
import { inboxId } from '../../src-preload/contract/ids'
import type { TemplateUse } from '../../src-preload/contract/message-template'
import { template } from '../fakes/templates'
import { NOON, aConversation, aJob, keyOf } from './examples'
import { temporaryStore } from './temporary'

const place = temporaryStore()
const HERE = keyOf(1, 1)
const account = HERE.accountId
const lists = { accountId: account, inboxes: [], agents: [], teams: [], labels: [], cannedResponses: [] }

describe('templates', () => {
  test('M14 stand beside the directory: none asked for, none there, or some', async () => {
    expect(await place.store.templates(account)).toBeNull()
    await place.store.commit((tx) => tx.putDirectory(lists))
    expect(await place.store.templates(account)).toBeNull()
    await place.store.commit((tx) => tx.putDirectory(lists, []))
    expect(await place.store.templates(account)).toEqual([])
    const told = [{ inboxId: inboxId.parse(3), templates: [template(), template({ name: 'other', needs: 'media' })] }]
    await place.store.commit((tx) => tx.putDirectory(lists, told))
    expect(await place.store.templates(account)).toEqual(told)
    expect(await place.store.directory(account)).toEqual(lists)
  })

  test('M14 F2 F6 a reply and a draft keep theirs; the timeline says so, and the list shows the draft', async () => {
    const values = { 1: 'Ana', name: '"\n{}' }
    const use: TemplateUse = { name: 'order_shipped', language: 'en', category: null, namespace: null, values }
    const job = aJob(1, { template: use })
    const draft = { text: '', private: false, cursor: 0, updatedAt: NOON, template: use }
    await place.store.commit(async (tx) => {
      await tx.putConversation({ conversation: aConversation(1), evidenceAt: NOON })
      await tx.putMessage({ message: unsentMessage(job), evidenceAt: 0 })
      await tx.putMessage({ message: unsentMessage(aJob(2)), evidenceAt: 0 })
      await tx.putJob(job)
      await tx.putJob(aJob(2))
      await tx.putDraft(HERE, draft)
    })
    expect(await place.store.job(job.clientId)).toEqual(job)
    expect(await place.store.draft(HERE)).toEqual(draft)
    const shown = await place.store.messages(HERE, null, 10)
    expect(shown.map(({ outbox }) => outbox?.isTemplate ?? false)).toEqual([true, false])
  })

  test('F7 whom a mail goes to stands with the reply and with the draft', async () => {
    const recipients = { to: ['bo@shop.example'], cc: ['"quoted"@shop.example'], bcc: [] }
    const job = aJob(1, { recipients })
    const draft = { text: 'Hello', private: false, cursor: 0, updatedAt: NOON, recipients }
    await place.store.commit(async (tx) => {
      await tx.putJob(job)
      await tx.putJob(aJob(2))
      await tx.putDraft(HERE, draft)
    })
    expect(await place.store.jobs()).toEqual([job, aJob(2)])
    expect(await place.store.draft(HERE)).toEqual(draft)
  })
})
