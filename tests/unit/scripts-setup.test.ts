import { describe, expect, it } from 'vitest'
import { choosePackages } from '../../scripts/debian-packages.mjs'
import { chooseRuntime } from '../../scripts/electron-runtime.mjs'

const official = { kind: 'official' }
const prepared = { kind: 'prepared' }

/** A machine where some things work; tells what was tried. */
function machine({ isThere = false, canFetch = false, isRefused = false }) {
  const tried: string[] = []
  const note = <T>(what: string, answer: T) => {
    tried.push(what)
    return Promise.resolve(answer)
  }
  const parts = {
    installed: () => note('look', isThere ? official : undefined),
    fetch: () => note('fetch', canFetch ? official : undefined),
    prepared: () => note('prepare', prepared),
    refusal: {
      isFresh: () => Promise.resolve(isRefused),
      note: () => note('remember', undefined),
      forget: () => note('forget', undefined),
    },
  }
  return { parts, tried }
}

describe('which Electron runs', () => {
  it.each([
    { takes: 'the official one when it is there', on: { isThere: true, isRefused: true }, does: 'look' },
    { takes: 'the official one when it can be fetched', on: { canFetch: true }, does: 'look fetch forget' },
    { takes: 'the prepared one elsewhere, and remembers that', on: {}, does: 'look fetch remember prepare' },
    { takes: 'the prepared one at once on the same day', on: { canFetch: true, isRefused: true }, does: 'look prepare' },
    { takes: 'the prepared one for who asks for it', wanted: 'prepared', on: { isThere: true }, does: 'prepare' },
    {
      takes: 'the official one for who insists',
      wanted: 'official',
      on: { canFetch: true, isRefused: true },
      does: 'look fetch forget',
    },
  ])('D2 takes $takes', async ({ takes, wanted, on, does }) => {
    const { parts, tried } = machine(on)
    expect(await chooseRuntime(wanted, parts)).toBe(takes.includes('official') ? official : prepared)
    expect(tried.join(' ')).toBe(does)
  })

  it('D2 who insists on the official one never gets another', async () => {
    const { parts, tried } = machine({})
    await expect(chooseRuntime('official', parts)).rejects.toThrow('cannot be fetched')
    expect(tried).not.toContain('prepare')
  })
})

describe('which packages are installed', () => {
  const need = (...packages: string[]) => ({ what: packages[0] ?? '', packages, isThere: () => false })
  const gtk = need('libgtk-3-0t64', 'libgtk-3-0')
  const dbus = [need('dbus-daemon', 'dbus'), need('dbus-bin', 'dbus')]

  it('D2 a release that renamed one gets the new name', () => {
    expect(choosePackages([gtk], (name) => name === 'libgtk-3-0t64' || name === 'libgtk-3-0')).toEqual(['libgtk-3-0t64'])
    expect(choosePackages([gtk], (name) => name === 'libgtk-3-0')).toEqual(['libgtk-3-0'])
  })

  it('D2 one package for two needs is named once', () => {
    expect(choosePackages(dbus, (name) => name === 'dbus')).toEqual(['dbus'])
  })

  it('D2 without any list the oldest name is taken', () => {
    expect(choosePackages([gtk, ...dbus], () => false)).toEqual(['libgtk-3-0', 'dbus'])
  })
})
