import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { TimelineMessage } from '../../src-preload/contract/entities'
import type { Offer } from '../../src-preload/contract/offer'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const offer = (some: Partial<Offer>): Offer => ({
  offered: [],
  answers: [],
  rating: null,
  unsupported: false,
  story: false,
  ...some,
})
const choice = (title: string, url: string | null = null) => ({ title, text: '', url })

async function open(some: Partial<TimelineMessage>) {
  const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana Ferreira'))] })
  desk.messages.set(nameOf(refTo(1042)), [message(1, some)])
  const bridge = fakeMain(desk, { 'link.open': () => ({ opened: true }) })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}
const article = () => screen.getByRole('article')

describe('kinds of content', () => {
  it('F20 a choice shows what was offered and what was chosen', async () => {
    const asked = offer({ offered: [choice('Red'), choice('Blue')], answers: [{ title: 'Blue', text: 'b' }] })
    await open({ type: 'template', contentType: 'input_select', content: 'Which colour?', offer: asked })
    const lines = within(article())
      .getAllByRole('listitem')
      .map((line) => line.textContent)
    expect(lines).toEqual(['Red', 'Bluechosen'])
    within(article()).getByText('Which colour?')
    expect(within(article()).queryByText('No answer yet')).toBeNull()
  })

  it('F20 a form without an answer says so', async () => {
    await open({ type: 'template', contentType: 'form', content: '', offer: offer({ offered: [choice('E-mail')] }) })
    within(article()).getByText('No answer yet')
  })

  it('F20 a survey shows its stars and words', async () => {
    await open({
      type: 'template',
      contentType: 'input_csat',
      content: 'How was it?',
      offer: offer({ rating: 4, answers: [{ title: '', text: 'Fine' }] }),
    })
    within(article()).getByRole('img', { name: '4 of 5' })
    within(article()).getByText('Fine')
  })

  it('F20 cards lead through the one door, and ask when they say another place', async () => {
    const cards = offer({
      offered: [choice('The mug', 'https://shop.example/1'), choice('bank.example', 'https://evil.example')],
    })
    const bridge = await open({ type: 'outgoing', contentType: 'cards', content: 'Look', offer: cards })
    fireEvent.click(within(article()).getByRole('button', { name: 'The mug' }))
    expect(bridge.calls('link.open')).toEqual([{ url: 'https://shop.example/1' }])
    fireEvent.click(within(article()).getByRole('button', { name: 'bank.example' }))
    await screen.findByRole('dialog', { name: 'Look where this link leads' })
  })

  it('F20 stories and what cannot be read have honest words', async () => {
    await open({ content: '', offer: offer({ story: true, unsupported: true }) })
    within(article()).getByText('The customer mentions you in a story, or answers one')
    within(article()).getByText(/The channel sent something the server cannot read/)
  })

  it('F20 a place has its figures and a way to a map', async () => {
    const place = { latitude: 52.0705, longitude: 4.3007 }
    const file = { id: 7, type: 'location', name: '', url: null, thumbUrl: null, size: null, width: null, height: null, place }
    const bridge = await open({ content: '', attachments: [file] })
    within(article()).getByText('52.07050, 4.30070')
    fireEvent.click(within(article()).getByRole('button', { name: 'Show 52.07050, 4.30070 on a map' }))
    expect(bridge.calls('link.open')[0]?.url).toBe(
      'https://www.openstreetmap.org/?mlat=52.0705&mlon=4.3007#map=16/52.0705/4.3007',
    )
  })
})
