/** Files in the composer: pasted, dropped, picked, taken off, refused, sent (F18, F6). */
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { StagedFile } from '../../src-preload/contract/staged'
import { Refusal } from '../fakes/bridge'
import { uuidOf } from '../fakes/chance'
import { message, refTo } from '../fakes/desk'
import { nameOf } from '../fakes/window-main'
import { choose, field, kindShown, open, twoTalks } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

const MB = 1024 * 1024
const fileOf = (name: string, size = 3): File => {
  const file = new File([new Uint8Array(Math.min(size, 16))], name)
  Object.defineProperty(file, 'size', { value: size })
  return file
}
const staged = (n: number, over: Partial<StagedFile> = {}): StagedFile => ({
  id: uuidOf(n, 0xabc) as never,
  name: `plan-${n}.pdf`,
  type: 'application/pdf',
  size: 3 * MB,
  isWhole: true,
  ...over,
})
const talk = (): HTMLElement => screen.getByRole('main')
const names = (): string[] =>
  screen.queryAllByRole('button', { name: /^Remove / }).map((one) => (one.getAttribute('aria-label') ?? '').slice(7))
const problem = (): string => within(screen.getByRole('form')).queryByRole('alert')?.textContent ?? ''

function drag(kind: 'dragEnter' | 'dragLeave' | 'drop', files: File[]): void {
  fireEvent[kind](talk(), { dataTransfer: { types: ['Files'], files } })
}
async function send(): Promise<void> {
  fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ctrlKey: true })
  await settle()
}

describe('attaching', () => {
  it('F18 what is dropped on the conversation becomes a chip, and while it hangs there a zone says what will happen', async () => {
    const bridge = await open(twoTalks(), 1042)
    drag('dragEnter', [])
    expect(screen.getByText(/Drop to attach to the reply to Ana/)).toBeTruthy()
    drag('drop', [fileOf('plan.pdf'), fileOf('photo.png')])
    await waitFor(() => expect(names()).toEqual(['plan.pdf', 'photo.png']))
    expect(screen.queryByText(/Drop to attach/)).toBeNull()
    expect(bridge.calls('attachment.stage').map(({ bytes }) => bytes.length)).toEqual([3, 3])
  })

  it('F18 a picture is pasted; a text that lies beside a picture is pasted as text', async () => {
    const bridge = await open(twoTalks(), 1042)
    const paste = (types: string[]): boolean => {
      const event = createEvent.paste(field(), { clipboardData: { types, files: [fileOf('image.png')] } })
      fireEvent(field(), event)
      return event.defaultPrevented
    }
    expect(paste(['text/plain', 'Files'])).toBe(false)
    expect(paste(['Files'])).toBe(true)
    await waitFor(() => expect(names()).toEqual(['image.png']))
    expect(bridge.calls('attachment.stage')).toHaveLength(1)
    const chip = screen.getByRole('list', { name: /1 file goes with it/ })
    expect(within(chip).getByRole('presentation', { hidden: true }).getAttribute('src')).toMatch(/^app:\/\/media\/staged\//)
  })

  it('F18 the paper clip and its key open the dialog of main', async () => {
    const bridge = await open(twoTalks(), 1042, { 'attachment.pick': () => ({ staged: [staged(1)], refused: [] }) })
    await userEvent.click(screen.getByRole('button', { name: 'Attach files' }))
    await waitFor(() => expect(names()).toEqual(['plan-1.pdf']))
    fireEvent.keyDown(field(), { key: 'Ф', code: 'KeyA', ctrlKey: true, shiftKey: true })
    await waitFor(() => expect(bridge.calls('attachment.pick')).toHaveLength(2))
  })

  it('F18 one that is removed is gone at main too', async () => {
    const bridge = await open(twoTalks(), 1042)
    drag('drop', [fileOf('a.txt'), fileOf('b.txt')])
    await waitFor(() => expect(names()).toHaveLength(2))
    await userEvent.click(screen.getByRole('button', { name: 'Remove a.txt' }))
    await waitFor(() => expect(names()).toEqual(['b.txt']))
    expect(bridge.calls('attachment.drop')).toHaveLength(1)
  })

  it('F18 two hundred files: fifteen are taken, the rest is a number, and nothing of it was read', async () => {
    const bridge = await open(twoTalks(), 1042)
    const unread = fileOf('last.bin')
    unread.arrayBuffer = () => Promise.reject(new Error('was read'))
    drag('drop', [...Array.from({ length: 199 }, (_, n) => fileOf(`${n}.bin`)), unread])
    await waitFor(() => expect(names()).toHaveLength(15))
    await waitFor(() => expect(problem()).toBe('185 files are too many: a message carries up to 15.'))
    expect(bridge.calls('attachment.stage')).toHaveLength(15)
  })

  it('F18 too large, empty, unreadable: each is named with its reason', async () => {
    const folder = fileOf('folder')
    folder.arrayBuffer = () => Promise.reject(new Error('a folder'))
    const bridge = await open(twoTalks(), 1042, {
      'attachment.stage': ({ name }) => ({ staged: [], refused: [{ name, why: 'empty' }] }),
    })
    drag('drop', [fileOf('film.mkv', 41 * MB), fileOf('nothing.txt'), folder])
    await waitFor(() => expect(problem()).toBe('film.mkv is larger than 40 MB. nothing.txt is empty. folder cannot be read.'))
    expect(bridge.calls('attachment.stage').map(({ name }) => name)).toEqual(['nothing.txt'])
  })

  it('F18 a reply may have files and no text; it waits for the one that is being copied', async () => {
    let finish = (): void => undefined
    const bridge = await open(twoTalks(), 1042, {
      'attachment.stage': () => new Promise((resolve) => (finish = () => resolve({ staged: [staged(7)], refused: [] }))),
    })
    drag('drop', [fileOf('plan.pdf')])
    await settle()
    expect(screen.getByText('Copying 1 file')).toBeTruthy()
    await send()
    expect(bridge.calls('reply.send')).toEqual([])
    finish()
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
    expect(bridge.calls('reply.send')[0]).toMatchObject({ text: '', attachments: [staged(7).id] })
    await waitFor(() => expect(names()).toEqual([]))
  })

  it('F18 when one was not taken meanwhile, the rest does not leave alone', async () => {
    const bridge = await open(twoTalks(), 1042, {
      'attachment.stage': () => {
        throw new Refusal({ kind: 'disk-full' })
      },
    })
    fireEvent.change(field(), { target: { value: 'See the plan' } })
    drag('drop', [fileOf('plan.pdf')])
    await send()
    await waitFor(() => expect(problem()).toMatch(/^The file was not added/))
    expect(bridge.calls('reply.send')).toEqual([])
    expect(field().value).toBe('See the plan')
  })

  it('F6 F18 a draft comes back with its files and its kind, in its own conversation only', async () => {
    const desk = twoTalks()
    const draft = { text: '', private: true, cursor: 0, updatedAt: 0, files: [staged(1), staged(2, { isWhole: false })] }
    desk.drafts.set(nameOf(refTo(1042)), draft)
    const bridge = await open(desk, 1042)
    expect([names(), kindShown()]).toEqual([['plan-1.pdf', 'plan-2.pdf'], 'Private note'])
    await send()
    expect(problem()).toMatch(/One of the files was not kept in full/)
    expect(bridge.calls('reply.send')).toEqual([])
    await choose(1041)
    expect([names(), kindShown()]).toEqual([[], 'Reply'])
  })

  it('F18 a note that was begun with a file never becomes a reply by the way', async () => {
    const desk = twoTalks()
    desk.drafts.set(nameOf(refTo(1042)), { text: '', private: true, cursor: 0, updatedAt: 0, files: [staged(1)] })
    await open(desk, 1042)
    fireEvent.keyDown(document.body, { key: 'r', code: 'KeyR' })
    await settle()
    expect(kindShown()).toBe('Private note')
  })
})

describe('files of messages', () => {
  it('F18 an unsent one shows its files, and how far they are', async () => {
    const desk = twoTalks()
    const clientId = uuidOf(1) as never
    const outbox = { clientId, state: 'sending', untilAt: null, leaveAt: null, reason: null } as const
    const url = `app://media/staged/${uuidOf(3)}`
    const file = { id: null, type: 'image', name: 'shot.png', url, thumbUrl: null, size: MB, width: null, height: null }
    const mine = message(0, { id: null, clientId, type: 'outgoing', content: '', attachments: [file], outbox })
    desk.messages.set(nameOf(refTo(1042)), [message(10), mine])
    const bridge = await open(desk, 1042)
    expect(screen.getByRole('img', { name: 'shot.png' }).getAttribute('src')).toBe(url)
    expect(screen.queryByRole('button', { name: /Save shot/ })).toBeNull()
    const profileId = refTo(1042).profileId
    bridge.raise('upload.moved', { profileId, clientId, sentBytes: MB / 2, totalBytes: MB })
    await screen.findByText('512 KB of 1 MB')
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe(String(MB / 2))
  })

  it('F18 received ones come through main; what cannot be shown keeps its box, and all can be saved', async () => {
    const desk = twoTalks()
    const base = { thumbUrl: null, size: 5, width: null, height: null, url: 'https://files.example/x' }
    const attachments = [
      { ...base, id: 31, type: 'image', name: 'photo.png' },
      { ...base, id: 32, type: 'audio', name: 'voice.ogg' },
      { ...base, id: 33, type: 'file', name: 'setup.exe' },
    ]
    desk.messages.set(nameOf(refTo(1042)), [message(10, { attachments })])
    const bridge = await open(desk, 1042)
    const photo = screen.getByRole('img', { name: 'photo.png' })
    expect([photo.getAttribute('src'), photo.getAttribute('width'), photo.getAttribute('height')]).toEqual([
      'app://media/small/p1/1/10/31',
      '216',
      '116',
    ])
    expect(screen.getByLabelText('voice.ogg').querySelector('audio')?.getAttribute('src')).toBe('app://media/file/p1/1/10/32')
    expect(document.body.innerHTML).not.toContain('files.example')
    fireEvent.error(photo)
    expect(screen.getByRole('img', { name: 'photo.png cannot be shown now' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Save setup.exe as…' }))
    expect(bridge.calls('attachment.save')).toEqual([{ conversation: refTo(1042), messageId: 10, attachmentId: 33 }])
  })
})
