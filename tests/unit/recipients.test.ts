import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOBODY_ELSE, ownAddresses, recipientsInput, repliedTo } from '../../src-preload/contract/recipients'
import type { Message } from '../../src-preload/contract/entities'
import type { MessageId } from '../../src-preload/contract/ids'
import type { MailHead } from '../../src-preload/contract/message-parts'

const OURS = 'help@perch.example'
const BETWEEN = { contact: 'ana@shop.example', own: [OURS, 'x1@inbound.example'] }
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
    expect(repliedTo([incoming({ from: ['Ana@Shop.example'], to: [OURS] })], BETWEEN)).toEqual(NOBODY_ELSE)
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
      ...{ to: ['bo@shop.example'], cc: ['eve@shop.example'], bcc: [] },
    })
  })

  it('F7 after our own mail to several none of them drops out', () => {
    const to = [BETWEEN.contact, 'bo@shop.example']
    expect(repliedTo([mail('outgoing', { to })], BETWEEN)).toEqual({ ...NOBODY_ELSE, to })
    expect(repliedTo([mail('outgoing', { to: [BETWEEN.contact], cc: [BETWEEN.contact] })], BETWEEN)).toEqual(NOBODY_ELSE)
  })

  it('F7 what the server does not have yet says nothing, nor does a message without a mail', () => {
    const [here, waits] = [
      incoming({ from: ['bo@shop.example'] }),
      mail('outgoing', { to: ['eve@shop.example'] }, { id: null }),
    ]
    const wanted = { to: ['bo@shop.example'], cc: [BETWEEN.contact], bcc: [] }
    expect(repliedTo([here, waits, { ...incoming({}), mail: null }], BETWEEN)).toEqual(wanted)
  })

  it('F7 a customer without an address is nobody to copy', () => {
    const last = incoming({ from: ['bo@shop.example'], cc: ['eve@shop.example'] })
    const unknown = { ...BETWEEN, contact: null }
    expect(repliedTo([last], unknown)).toEqual({ to: ['bo@shop.example'], cc: ['eve@shop.example'], bcc: [] })
    expect(repliedTo([incoming({ cc: ['eve@shop.example'] })], unknown)).toEqual({ ...NOBODY_ELSE, cc: ['eve@shop.example'] })
  })

  it('F7 nothing goes to an address that leads back to us', () => {
    const back = 'Reply+0a1b2c3d-0000-4000-8000-0123456789ab@inbound.example'
    const near = 'reply+0a1b2c3d@shop.example'
    expect(ownAddresses({ email: OURS, forwardTo: 'x1@inbound.example' })).toEqual(BETWEEN.own)
    expect([ownAddresses(null), ownAddresses({ email: null, forwardTo: null })]).toEqual([[], []])
    for (const type of ['incoming', 'outgoing'] as const) {
      const head = { from: [back, 'bo@shop.example'], to: [back, 'bo@shop.example'], cc: [back, 'X1@inbound.example', near] }
      const { to, cc } = repliedTo([mail(type, head)], BETWEEN)
      expect([type, to, cc.filter((one) => one !== BETWEEN.contact)]).toEqual([type, ['bo@shop.example'], [near]])
    }
  })

  it('F7 whatever stands in a mail, what comes of it can be sent, and the inbox never writes to itself', () => {
    const address = fc.constantFrom(BETWEEN.contact, OURS, 'HELP@PERCH.example', 'bo@shop.example', 'junk', '', 'a@b@c')
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
          expect(all).not.toContain(OURS)
        },
      ),
    )
  })
})
