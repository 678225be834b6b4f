/** `connectors.json`: what set-ups made, in a real file. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { AccountId, InboxId } from '../../src-preload/contract/ids'
import type { KeptFile } from '../../src-main/desktop/kept-file'
import { makeMadeBook } from '../../src-main/desktop/made-book'
import { tempFolder } from '../fakes/temp-folder'

const log = { info: vi.fn(), warn: vi.fn(), bug: vi.fn(() => 'incident') }
const vk = { baseUrl: 'https://chat.acme.example', account: 1 as AccountId, connector: 'vk' }
const inbox = { kind: 'inbox', id: 7 as InboxId } as const

function fileIn(path: string): KeptFile & { copies: () => number } {
  let copies = 0
  const read = (): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  const write = (values: object): void => writeFileSync(path, JSON.stringify(values))
  return {
    all: read,
    set: (more) => write({ ...read(), ...more }),
    remove: (name) => write(Object.fromEntries(Object.entries(read()).filter(([key]) => key !== name))),
    keepCopy: () => void copies++,
    copies: () => copies,
  }
}

it('G11 is read by the next start and by a command beside the window; taken back, it is forgotten', () => {
  const path = join(tempFolder('made-book'), 'connectors.json')
  writeFileSync(path, '{}')
  const [window, terminal] = [1, 2].map(() => makeMadeBook(() => fileIn(path), log)) as [
    ReturnType<typeof makeMadeBook>,
    ReturnType<typeof makeMadeBook>,
  ]
  window.write(vk, [inbox])
  terminal.write({ ...vk, connector: 'max' }, [{ kind: 'webhook', id: 3 }])
  expect(terminal.read(vk)).toEqual([inbox])
  expect(window.read({ ...vk, account: 2 as AccountId })).toEqual([])
  terminal.write(vk, [])
  expect(window.read(vk)).toEqual([])
  expect(readFileSync(path, 'utf8')).not.toContain('"vk ')
})

it('G11 what cannot be read is left out and kept beside; a disk that is full costs the memory, not the run', () => {
  const path = join(tempFolder('made-book'), 'connectors.json')
  writeFileSync(path, JSON.stringify({ 'vk 1 https://chat.acme.example': [{ kind: 'moon', id: 1 }, inbox] }))
  const file = fileIn(path)
  const book = makeMadeBook(() => file, log)
  expect(book.read(vk)).toEqual([inbox])
  expect(file.copies()).toBe(1)
  const full = makeMadeBook(() => ({ ...file, set: () => expect.unreachable('ENOSPC') }), log)
  full.write(vk, [inbox])
  expect(log.warn).toHaveBeenCalledWith('connectors could not be kept', expect.anything())
})
