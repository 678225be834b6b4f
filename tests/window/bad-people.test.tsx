/** Names, texts, times and colours that nobody wants: each is shown as well as it can be, and spoils nothing beside it. */
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useUi } from '../../src-renderer/ui-state'
import { conversation, directory, id, message, refTo, row } from '../fakes/desk'
import { emptyDesk, fakeMain, nameOf } from '../fakes/window-main'
import { BACKWARDS, badRows, badTalk, EMOJI, ENDLESS, HOMOGRAPH } from '../look/bad-people'
import { openWindow, settle, setStage } from './stage'

setStage()

async function open(more: Parameters<typeof fakeMain>[1] = {}) {
  const desk = emptyDesk({ rows: badRows(), messages: new Map([[nameOf(refTo(1042)), badTalk()]]) })
  const bridge = fakeMain(desk, more)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().select(refTo(1042)))
  await settle()
  return bridge
}
const lines = () => within(screen.getByRole('listbox', { name: 'Mine' })).getAllByRole('option')
const nameIn = (index: number) => lines()[index]?.querySelector('.row-name')

describe('bad names and texts', () => {
  it('F20 five hundred letters are one line with an end that is cut, in the list and in the head', async () => {
    await open()
    expect(nameIn(0)?.textContent).toBe(ENDLESS)
    expect(nameIn(0)?.classList.contains('cut')).toBe(true)
    expect(screen.getByRole('heading', { name: ENDLESS, level: 2 }).classList.contains('cut')).toBe(true)
  })

  it('F20 a name that is empty, or cannot be seen, is the number of the contact', async () => {
    await open()
    const [, empty] = badRows()
    expect(nameIn(1)?.textContent).toBe(`#${empty?.contact.id}`)
    expect(nameIn(5)?.textContent).toMatch(/^#\d+$/)
  })

  it('F20 a name of pictures alone has a face all the same', async () => {
    await open()
    expect(nameIn(2)?.textContent).toBe(EMOJI)
    expect(lines()[2]?.querySelector('.avatar')?.textContent).not.toBe('')
  })

  it('F20 signs that turn letters around stay in the box of their name, and texts find their own direction', async () => {
    await open()
    expect(nameIn(3)?.textContent).toBe(`Ana ${BACKWARDS}`)
    const loose = [...document.querySelectorAll('.row-name, .row-preview, .bubble, .talk-name h2, .contact-name h3')]
    expect(loose.length).toBeGreaterThan(12)
    expect(loose.filter((one) => one.getAttribute('dir') !== 'auto')).toEqual([])
  })

  it('F20 markup in a name is letters', async () => {
    await open()
    expect(nameIn(6)?.textContent).toBe('<b>bold</b> & co')
    expect(nameIn(6)?.querySelector('b')).toBeNull()
  })

  it('F20 a time that is none is said, and takes neither the list nor the conversation with it', async () => {
    await open()
    expect(lines()).toHaveLength(badRows().length)
    expect(screen.getAllByText('no date').length).toBeGreaterThan(0)
    expect(screen.queryByText('This part of Perch broke')).toBeNull()
    expect(screen.getAllByRole('article')).toHaveLength(badTalk().length)
  })

  it('F20 a kind of message that nobody knows says so where it has no text', async () => {
    await open()
    const empty = screen.getAllByRole('article')[4]
    expect(empty?.textContent).toContain('Perch cannot show this kind of message')
  })

  it('F20 a link whose letters only look like those of a known place is asked about, by its true name', async () => {
    const bridge = await open({ 'link.open': () => ({ opened: true }) })
    const link = screen.getByText(HOMOGRAPH)
    act(() => link.click())
    const question = await screen.findByRole('dialog')
    expect(question.textContent).toContain('xn--')
    expect(bridge.calls('link.open')).toEqual([])
  })

  it('F20 a colour of the server is a square with an edge, whatever it is; words never wear it', async () => {
    const book = directory(
      id.account(1),
      [[1, 'Shop', 'Channel::Api']],
      [
        ['light', '#ffffff'],
        ['odd', 'url(x);}'],
      ],
    )
    const desk = emptyDesk({ rows: [row(conversation(1042, 'Ana', { labels: ['light', 'odd'] }))] })
    desk.messages.set(nameOf(refTo(1042)), [message(1)])
    openWindow(fakeMain(desk, { 'directory.get': () => book }))
    await settle()
    const labels = [...document.querySelectorAll<HTMLElement>('.row-labels .label')]
    expect(labels.map((one) => one.style.cssText.replace(/\s/g, ''))).toEqual([
      expect.stringMatching(/^--label:#ffffff;?$/),
      expect.not.stringContaining('background'),
    ])
  })
})
