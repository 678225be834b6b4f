import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { chooseRecipients } from '../../src-renderer/bridge/recipients'
import type { TimelineMessage } from '../../src-preload/contract/entities'
import { type Handlers, Refusal } from '../fakes/bridge'
import { conversation, message, refTo, row } from '../fakes/desk'
import { emptyDesk, nameOf } from '../fakes/window-main'
import { field, open as openDesk } from './composer-stage'
import { settle, setStage } from './stage'

setStage()
beforeEach(() => chooseRecipients(refTo(1042), null))

const HEAD = { subject: 'Broken lamp', from: ['ana@shop.example'], to: ['help@perch.example'], cc: ['bo@shop.example'] }

async function open(channel = 'Channel::Email', more: Handlers = {}, waiting: TimelineMessage[] = []) {
  const { contact, ...talk } = conversation(1042, 'Ana Ferreira')
  const known = { ...talk, channel, contact: { ...contact, email: 'ana@shop.example' } }
  const desk = emptyDesk({ rows: [row(known)] })
  desk.messages.set(nameOf(refTo(1042)), [message(10, { mail: HEAD, content: 'It came broken' }), ...waiting])
  return { desk, bridge: await openDesk(desk, 1042, more) }
}

const fields = () => within(screen.getByRole('group', { name: 'Whom the e-mail goes to' }))
const line = (name: string) => fields().getByRole<HTMLInputElement>('textbox', { name })
const type = (name: string, value: string) => fireEvent.change(line(name), { target: { value } })
const write = (value: string) => fireEvent.change(field(), { target: { value } })

async function send() {
  fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
  await settle()
}

async function change() {
  fireEvent.click(screen.getByRole('button', { name: 'Change whom the e-mail goes to' }))
  await settle()
}

describe('whom an e-mail goes to', () => {
  it('F7 as last time, said above the words; main is left to it', async () => {
    const { bridge } = await open()
    expect(screen.getByText('to ana@shop.example, copy to bo@shop.example')).toBeTruthy()
    write('A new one is on its way')
    await send()
    expect(bridge.calls('reply.send')[0]).not.toHaveProperty('recipients')
  })

  it('F7 others can be chosen, are kept with the draft, and the next reply goes as last time again', async () => {
    const { bridge } = await open()
    await change()
    expect(line('Copy').value).toBe('bo@shop.example')
    expect(document.activeElement).toBe(line('Copy'))
    write('A new one is on its way')
    type('Copy', 'bo@shop.example; cy@shop.example')
    type('Blind copy', 'boss@perch.example')
    const recipients = { to: [], cc: ['bo@shop.example', 'cy@shop.example'], bcc: ['boss@perch.example'] }
    await settle()
    await send()
    expect(bridge.calls('reply.send')[0]).toMatchObject({ recipients })
    expect(screen.queryByRole('group', { name: 'Whom the e-mail goes to' })).toBeNull()
  })

  it('F7 what is no address is marked, and nothing leaves before it is one', async () => {
    const { bridge } = await open()
    await change()
    write('A new one is on its way')
    type('Copy', 'bo@shop.example, cy.shop.example')
    expect(line('Copy').getAttribute('aria-invalid')).toBe('true')
    await send()
    expect(screen.getByText('cy.shop.example is not an e-mail address')).toBeTruthy()
    expect(bridge.calls('reply.send')).toEqual([])
    type('Copy', 'cy@shop.example')
    await send()
    expect(bridge.calls('reply.send')[0]).toMatchObject({ recipients: { to: [], cc: ['cy@shop.example'], bcc: [] } })
  })

  it('F7 all taken away means the customer alone; the cross means as last time', async () => {
    const { bridge } = await open()
    await change()
    fireEvent.click(fields().getByRole('button', { name: 'Send it as last time' }))
    await change()
    type('Copy', '')
    write('Between us')
    await send()
    expect(bridge.calls('reply.send')[0]).toMatchObject({ recipients: { to: [], cc: [], bcc: [] } })
  })

  it('F7 F15 chosen before: they stand there again, and the cursor stays where it was', async () => {
    chooseRecipients(refTo(1042), { to: '', cc: 'cy@shop.example', bcc: '' })
    await open()
    expect(line('Copy').value).toBe('cy@shop.example')
    expect(fields().getAllByRole('textbox')).not.toContain(document.activeElement)
  })

  it('F7 an answer that still waits here does not say who had a copy: main would not take its word', async () => {
    await open('Channel::Email', {}, [
      message(11, { type: 'outgoing', id: null, mail: { ...HEAD, from: [], to: ['eve@shop.example'], cc: [] } }),
    ])
    expect(screen.getByText('to ana@shop.example, copy to bo@shop.example')).toBeTruthy()
  })

  it('F2 F7 for others it is another reply: one that main may have kept is not taken for it', async () => {
    const refusal = new Refusal({ kind: 'offline' })
    const { bridge } = await open('Channel::Email', { 'reply.send': () => Promise.reject(refusal) })
    await change()
    write('A new one is on its way')
    await send()
    await send()
    type('Copy', 'cy@shop.example')
    await send()
    const [first, again, others] = bridge.calls('reply.send').map(({ clientId }) => clientId)
    expect([again === first, others === first]).toEqual([true, false])
  })

  it('F7 a note goes to nobody, and other channels know no copies', async () => {
    await open()
    fireEvent.click(screen.getByRole('radio', { name: 'Private note' }))
    expect(screen.queryByRole('button', { name: 'Change whom the e-mail goes to' })).toBeNull()
  })

  it('F7 nothing of it in a chat', async () => {
    await open('Channel::WebWidget')
    expect(screen.queryByRole('button', { name: 'Change whom the e-mail goes to' })).toBeNull()
  })
})
