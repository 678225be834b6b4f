import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startTrouble, tellStartTrouble } from '../../src-main/desktop/start-trouble'
import { tempFolder } from '../fakes/temp-folder'

const home = tempFolder('start')
const start = {
  platform: 'linux' as const,
  env: { DISPLAY: ':0' },
  argv: ['perch'],
  folder: () => join(home, 'config', 'Perch'),
}

function setUp(env: Record<string, string>) {
  const app = {
    getPath: (name: string) => (name === 'temp' ? '/tmp' : '/home/jo/.config/Perch'),
    setPath: vi.fn<(name: string, path: string) => void>(),
    whenReady: () => Promise.resolve(),
    exit: vi.fn<(code?: number) => void>(),
    getLocale: () => 'en',
  }
  const dialog = { showErrorBox: vi.fn<(title: string, content: string) => void>() }
  const error = vi.fn<(line: string) => void>()
  return { app, dialog, error, telling: { app, dialog, env, error } }
}

describe('desktop/start-trouble', () => {
  it('F12 a display and a folder, made or there before: nothing is in the way', () => {
    expect(startTrouble(start)).toBeNull()
    expect(startTrouble(start)).toBeNull()
    expect(startTrouble({ ...start, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
    expect(startTrouble({ ...start, env: {}, platform: 'win32' })).toBeNull()
    expect(startTrouble({ ...start, env: {}, argv: ['perch', '--ozone-platform=headless'] })).toBeNull()
  })

  it('F12 no display, no place for the folder, a file in its place', () => {
    expect(startTrouble({ ...start, env: { DISPLAY: '' } })).toBe('no-display')
    writeFileSync(join(home, 'file'), '')
    expect(startTrouble({ ...start, folder: () => join(home, 'file', 'Perch') })).toBe('no-folder')
    const refusing = (): string => {
      throw new Error("Failed to get 'userData' path")
    }
    expect(startTrouble({ ...start, folder: refusing })).toBe('no-folder')
    mkdirSync(join(home, 'other'))
    writeFileSync(join(home, 'other', 'Perch'), '')
    expect(startTrouble({ ...start, folder: () => join(home, 'other', 'Perch') })).toBe('no-folder')
  })

  it('F12 without a display it is said at the terminal, in its language, and Perch ends with its own code', () => {
    const { app, dialog, error, telling } = setUp({ LANG: 'ru_RU.UTF-8' })
    tellStartTrouble('no-display', telling)
    expect(error.mock.calls[0]?.[0]).toMatch(/^perch: нет экрана.*\n$/)
    expect([app.exit.mock.calls, dialog.showErrorBox.mock.calls]).toEqual([[[3]], []])
  })

  it('F12 a folder that cannot be written is named on the screen as well', async () => {
    const { app, dialog, error, telling } = setUp({})
    tellStartTrouble('no-folder', telling)
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(3), { timeout: 10_000 })
    expect(app.setPath).toHaveBeenCalledWith('userData', '/tmp')
    expect(dialog.showErrorBox).toHaveBeenCalledWith('Perch cannot start', expect.stringContaining('/home/jo/.config/Perch'))
    expect(error.mock.calls[0]?.[0]).toContain('/home/jo/.config/Perch')
  })
})
