import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOBODY_ELSE, recipientsInput, repliedTo } from '../../src-preload/contract/recipients'
import type { Message } from '../../src-preload/contract/entities'
import type { MessageId } from '../../src-preload/contract/ids'
import type { MailHead } from '../../src-preload/contract/message-parts'

const BETWEEN = { contact: 'ana@shop.example', inbox: 'help@perch.example' }
const mail = (type: Message['type'], head: Partial<MailHead>, more = {}) => ({
  ...{ id: 1 as MessageId, type, private: false, deleted: false },
  mail: { subject: null, from: [], to: [], cc: [], ...head },
  ...more,
})
const incoming = (head: Partial<MailHead>) => mail('incoming', head)

describe('F7 whom a mail goes to when nobody chose', () => {
  it('F7 the customer alone, where nobody had a copy or no mail was written', () => {
    expect(repliedTo([], BETWEEN)).toEqual(NOBODY_ELSE)
    expect(repliedTo([{ ...incoming({}), mail: null }], BETWEEN)).toEqual(NOBODY_ELSE)
    expect(repliedTo([incoming({ from: ['Ana@Shop.example'], to: [BETWEEN.inbox] })], BETWEEN)).toEqual(NOBODY_ELSE)
  })

  it('F7 who had a copy of the last mail has one of the answer; not the inbox itself, and nobody twice', () => {
    const last = incoming({
      from: [BETWEEN.contact],
      cc: ['bo@shop.example', 'HELP@perch.example', 'Bo@shop.example', 'no address'],
    })
    expect(repliedTo([incoming({ from: [BETWEEN.contact], cc: ['old@shop.example'] }), last], BETWEEN)).toEqual({
      ...NOBODY_ELSE,
      cc: ['bo@shop.example'],
    })
  })

  it('F7 a colleague of the customer is answered, and the customer has a copy', () => {
    const last = incoming({ from: ['bo@shop.example'], cc: ['eve@shop.example', 'bo@shop.example'] })
    expect(repliedTo([last], BETWEEN)).toEqual({ to: ['bo@shop.example'], cc: ['eve@shop.example', BETWEEN.contact], bcc: [] })
  })

  it('F7 after our own mail the next one goes to the same people; notes and what was deleted say nothing', () => {
    const ours = mail('outgoing', { to: ['bo@shop.example'], cc: ['eve@shop.example'] })
    const note = mail('outgoing', { cc: ['x@y.example'] }, { private: true })
    const gone = mail('incoming', { from: ['x@y.example'] }, { deleted: true })
    expect(repliedTo([ours, note, gone, mail('activity', { cc: ['x@y.example'] })], BETWEEN)).toEqual({
      ...{ to: ['bo@shop.example'], cc: ['eve@shop.example', BETWEEN.contact], bcc: [] },
    })
  })

  it('F7 whatever stands in a mail, what comes of it can be sent, and the inbox never writes to itself', () => {
    const address = fc.constantFrom(
      BETWEEN.contact,
      BETWEEN.inbox,
      'HELP@PERCH.example',
      'bo@shop.example',
      'junk',
      '',
      'a@b@c',
    )
    const list = fc.array(address, { maxLength: 6 })
    fc.assert(
      fc.property(
        fc.constantFrom('incoming' as const, 'outgoing' as const),
        fc.record({ from: list, to: list, cc: list }),
        (type, head) => {
          const found = repliedTo([mail(type, head)], BETWEEN)
          expect(recipientsInput.safeParse(found).success).toBe(true)
          const all = [...found.to, ...found.cc].map((one) => one.toLowerCase())
          expect(new Set(all).size).toBe(all.length)
          expect(all).not.toContain(BETWEEN.inbox)
        },
      ),
    )
  })
})
