import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { conversation, directory, row } from '../fakes/desk'
import { field, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

describe('The longest text of a channel', () => {
  it('F7 counts what is left near the limit, and refuses with words what is too long', async () => {
    const bridge = await open(twoTalks(), 1042)
    fireEvent.change(field(), { target: { value: 'a'.repeat(4_000) } })
    await screen.findByText('96 characters left')
    fireEvent.change(field(), { target: { value: 'a'.repeat(4_097) } })
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
    await screen.findByText('Not sent. This channel carries 4096 characters at most: 1 is too many.')
    expect(bridge.calls('reply.send')).toHaveLength(0)
    expect(field().value).toHaveLength(4_097)
  })

  it.each([
    ['sms', 321, 0],
    ['sms', 320, 1],
    ['whatsapp', 1_600, 1],
  ])('F7 Twilio, %s: %i characters', async (medium, length, sent) => {
    const desk = twoTalks()
    desk.rows[0] = row(conversation(1042, 'Ana Ferreira', { channel: 'Channel::TwilioSms' }))
    const bridge = await open(desk, 1042, {
      'directory.get': ({ accountId }) => {
        const book = directory(accountId, [[1, 'Phone', 'Channel::TwilioSms']])
        return { ...book, inboxes: book.inboxes.map((inbox) => ({ ...inbox, medium })) }
      },
    })
    fireEvent.change(field(), { target: { value: 'a'.repeat(length) } })
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
    await settle()
    expect(bridge.calls('reply.send')).toHaveLength(sent)
  })
})
