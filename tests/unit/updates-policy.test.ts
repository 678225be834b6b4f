import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { installVerdict, isFetched, nextLookMs, offerOf, wishOf } from '../../src-main/core/updates/policy'
import { lockOf, type UpdateWay } from '../../src-main/core/updates/port'
import { readPublisher, updateWay } from '../../src-main/desktop/updates/way'
import { manifestName } from '../../src-main/desktop/updates/manifest'
import { tempFolder } from '../fakes/temp-folder'

/** Nobody manages this machine. */
const noLock = lockOf({ updates: null })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const mid = 0.5

describe('when to look for a newer Perch', () => {
  it.each([
    { when: 'the first time, some minutes after the start', looks: 0, failures: 0, chance: mid, ms: 10 * MINUTE },
    { when: 'sooner on one computer', looks: 0, failures: 0, chance: 0, ms: 5 * MINUTE },
    { when: 'later on another', looks: 0, failures: 0, chance: 0.98, ms: 14.8 * MINUTE },
    { when: 'then a few times a day', looks: 1, failures: 0, chance: mid, ms: 6 * HOUR },
    { when: 'sooner after a failure', looks: 1, failures: 1, chance: mid, ms: HOUR / 2 },
    { when: 'less often after each further one', looks: 4, failures: 4, chance: mid, ms: 4 * HOUR },
    { when: 'never less often than without failures', looks: 90, failures: 90, chance: mid, ms: 6 * HOUR },
  ])('F12 $when', ({ looks, failures, chance, ms }) => {
    expect(nextLookMs({ way: 'self', isAutomatic: true, looks, failures }, chance)).toBe(ms)
  })

  it('F12 not by itself when it is off, nor in a copy that nobody publishes', () => {
    const at = { looks: 0, failures: 0 }
    expect(nextLookMs({ way: 'self', isAutomatic: false, ...at }, mid)).toBeNull()
    expect(nextLookMs({ way: 'none', isAutomatic: true, ...at }, mid)).toBeNull()
    expect(nextLookMs({ way: 'package', isAutomatic: true, ...at }, mid)).not.toBeNull()
  })

  it('F12 what the machine’s owner decided comes before what the agent chose', () => {
    const chosen = { updates: true, updateChannel: 'beta' } as const
    expect(wishOf(chosen, noLock)).toEqual({ isAutomatic: true, channel: 'beta' })
    expect(wishOf(chosen, lockOf({ updates: 'off' })).isAutomatic).toBe(false)
    expect(wishOf(chosen, lockOf({ updates: 'stable' }))).toEqual({ isAutomatic: true, channel: 'stable' })
    expect(wishOf({ ...chosen, updates: false }, noLock).isAutomatic).toBe(false)
  })
})

describe('when to speak of it', () => {
  const [some, told] = ['1.1.0', '1.0.9']
  it.each<{ way: UpdateWay; version: string | null; isReady: boolean; toldVersion: string | null; what: string | null }>([
    { way: 'self', version: null, isReady: false, toldVersion: null, what: null },
    { way: 'self', version: some, isReady: false, toldVersion: null, what: null },
    { way: 'self', version: some, isReady: true, toldVersion: null, what: 'ready' },
    { way: 'self', version: some, isReady: true, toldVersion: some, what: null },
    { way: 'self', version: some, isReady: true, toldVersion: told, what: 'ready' },
    { way: 'package', version: some, isReady: false, toldVersion: null, what: 'newer' },
    { way: 'package', version: some, isReady: false, toldVersion: some, what: null },
    { way: 'hand', version: some, isReady: false, toldVersion: told, what: 'newer' },
    { way: 'none', version: some, isReady: false, toldVersion: null, what: null },
  ])('F12 $way, version $version, here $isReady, told of $toldVersion: $what', ({ way, what, ...found }) => {
    expect(offerOf(way, found)).toBe(what)
  })

  it('F12 only what Perch can install is downloaded', () => {
    expect((['self', 'package', 'hand', 'none'] as const).filter(isFetched)).toEqual(['self'])
  })
})

describe('when to install it', () => {
  it.each([
    [{ isReady: true, unsent: 0, isSystemDown: false }, 'install'],
    [{ isReady: true, unsent: 1, isSystemDown: false }, 'replies-wait'],
    [{ isReady: true, unsent: 0, isSystemDown: true }, 'no-time'],
    [{ isReady: true, unsent: 1, isSystemDown: true }, 'no-time'],
    [{ isReady: false, unsent: 0, isSystemDown: false }, 'nothing-ready'],
    [{ isReady: false, unsent: 9, isSystemDown: true }, 'nothing-ready'],
  ])('F12 %j: %s', (at, verdict) => {
    expect(installVerdict(at)).toBe(verdict)
  })
})

describe('how a copy gets newer versions', () => {
  const publisher = { homepage: 'https://perch.test', key: 'k' }
  const linux = { platform: 'linux', isPackaged: true, env: {}, path: '/opt/Perch/perch', publisher } as const
  it.each([
    ['a deb or rpm', linux, 'package'],
    ['one of a distribution', { ...linux, path: '/usr/lib/perch/perch' }, 'package'],
    ['an unpacked tar.gz', { ...linux, path: '/home/eva/perch/perch' }, 'hand'],
    ['an AppImage', { ...linux, env: { APPIMAGE: '/home/eva/Perch.AppImage' }, path: '/tmp/.mount_P/perch' }, 'self'],
    ['a flatpak', { ...linux, env: { FLATPAK_ID: 'chat.perch.Perch' }, path: '/app/perch/perch' }, 'package'],
    ['a snap', { ...linux, env: { SNAP: '/snap/perch/1', APPIMAGE: 'x' }, path: '/snap/perch/1/perch' }, 'package'],
    ['Windows, installed', { ...linux, platform: 'win32' }, 'self'],
    ['Windows, portable', { ...linux, platform: 'win32', env: { PORTABLE_EXECUTABLE_DIR: 'E:\\' } }, 'hand'],
    ['macOS', { ...linux, platform: 'darwin' }, 'self'],
    ['a checkout', { ...linux, isPackaged: false }, 'none'],
    ['a build that nobody publishes', { ...linux, publisher: null }, 'none'],
  ] as const)('F12 %s: %#', (_, copy, way) => {
    expect(updateWay(copy)).toBe(way)
  })

  it('F12 package.json names the publisher; a placeholder or no key is none', () => {
    const folder = tempFolder('publisher')
    const read = (content: object) => {
      writeFileSync(join(folder, 'package.json'), JSON.stringify(content))
      return readPublisher(folder)
    }
    expect(read({ homepage: 'https://perch.test', updateKey: 'k' })).toEqual(publisher)
    expect(read({ homepage: 'https://perch.example', updateKey: 'k' })).toBeNull()
    expect(read({ homepage: 'https://perch.test', updateKey: '' })).toBeNull()
    expect(read({ homepage: 'https://perch.test' })).toBeNull()
  })

  it.each([
    { channel: 'stable', platform: 'linux', arch: 'x64', name: 'latest-linux.yml' },
    { channel: 'beta', platform: 'linux', arch: 'arm64', name: 'beta-linux-arm64.yml' },
    { channel: 'stable', platform: 'win32', arch: 'x64', name: 'latest.yml' },
    { channel: 'beta', platform: 'darwin', arch: 'arm64', name: 'beta-mac.yml' },
  ] as const)('F12 $channel on $platform $arch is $name, as electron-builder names it', ({ channel, name, ...system }) => {
    expect(manifestName(channel, system)).toBe(name)
  })
})
