import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../fakes/temp-folder'
import { autostartEntry, makeLinuxAutostart, makeLoginItem } from '../../src-main/desktop/autostart'

describe('desktop/autostart', () => {
  it('F12 writes an entry that starts hidden, and takes it away', async () => {
    const configFolder = tempFolder('autostart')
    const autostart = makeLinuxAutostart({ configFolder, command: ['/opt/My Apps/perch', '/home/a$b/100%'] })
    expect(await autostart.look()).toBe('off')
    await autostart.set(true)
    expect(await autostart.look()).toBe('on')
    const path = join(configFolder, 'autostart/perch.desktop')
    const text = readFileSync(path, 'utf8')
    expect(text).toContain('Exec="/opt/My Apps/perch" "/home/a\\\\$b/100%%" --hidden\n')
    // Settings of desktops switch an entry off in place.
    for (const off of ['Hidden=true', 'X-GNOME-Autostart-enabled = false']) {
      writeFileSync(path, text.replace('X-GNOME-Autostart-enabled=true', off))
      expect([off, await autostart.look()]).toEqual([off, 'off'])
    }
    await autostart.set(true)
    expect(await autostart.look()).toBe('on')
    expect(readdirSync(join(configFolder, 'autostart'))).toEqual(['perch.desktop'])
    await autostart.set(false)
    await autostart.set(false)
    expect([await autostart.look(), existsSync(path)]).toEqual(['off', false])
  })

  it('F12 an entry that starts another program is told apart, and made ours by switching on', async () => {
    const configFolder = tempFolder('autostart-other')
    await makeLinuxAutostart({ configFolder, command: ['/old place/perch'] }).set(true)
    const autostart = makeLinuxAutostart({ configFolder, command: ['/new place/perch'] })
    expect(await autostart.look()).toBe('other')
    await autostart.set(true)
    expect(await autostart.look()).toBe('on')
  })

  it('F12 a place that takes no entry refuses, and what is there stays', async () => {
    const configFolder = tempFolder('autostart-blocked')
    const autostart = makeLinuxAutostart({ configFolder, command: ['/opt/perch'] })
    const folder = join(configFolder, 'autostart')
    writeFileSync(folder, 'a file where the folder belongs')
    expect(await autostart.look()).toBe('off')
    await expect(autostart.set(true)).rejects.toMatchObject({ path: folder })
    await autostart.set(false)
    expect(readFileSync(folder, 'utf8')).toBe('a file where the folder belongs')
    rmSync(folder)
    const kept = join(folder, 'perch.desktop', 'kept')
    mkdirSync(dirname(kept), { recursive: true })
    writeFileSync(kept, '')
    await expect(autostart.look()).rejects.toThrow()
    await expect(autostart.set(true)).rejects.toMatchObject({ path: folder })
    await expect(autostart.set(false)).rejects.toThrow()
    expect(readdirSync(folder, { recursive: true })).toEqual(['perch.desktop', 'perch.desktop/kept'])
  })

  it('F12 an entry that was made read-only is not replaced and not removed', async () => {
    const configFolder = tempFolder('autostart-read-only')
    const autostart = makeLinuxAutostart({ configFolder, command: ['/opt/perch'] })
    await autostart.set(true)
    const path = join(configFolder, 'autostart/perch.desktop')
    chmodSync(path, 0o444)
    for (const isOn of [true, false]) await expect(autostart.set(isOn)).rejects.toMatchObject({ path })
    expect(await autostart.look()).toBe('on')
  })

  it('F12 a line break in a path cannot add a line', () => {
    const text = autostartEntry(['/x\nHidden=true'])
    expect(text).toContain('Exec="/x\\nHidden=true"\n')
    expect(text.split('\n')).toHaveLength(10)
  })

  it('F12 elsewhere the list of login items is asked and told, with the switch that hides', async () => {
    const told: unknown[] = []
    let isListed = false
    const autostart = makeLoginItem({
      getLoginItemSettings: () => ({ openAtLogin: isListed }) as never,
      setLoginItemSettings: (settings) => {
        told.push(settings)
        isListed = settings.openAtLogin === true
      },
    })
    expect(await autostart.look()).toBe('off')
    await autostart.set(true)
    expect([await autostart.look(), told]).toEqual(['on', [{ args: ['--hidden'], openAtLogin: true }]])
  })
})
