// @vitest-environment jsdom
/** What a system's shop, menu and updater are told of Perch says the same everywhere, and is what their standards ask for. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { version, homepage, description } = JSON.parse(read('package.json')) as Record<string, string>
const builder = read('electron-builder.yml')
const metainfo = new DOMParser().parseFromString(read('resources/linux/chat.perch.Perch.metainfo.xml'), 'text/xml')
const text = (selector: string) => metainfo.querySelector(selector)?.textContent

describe('the papers of a package', () => {
  it('F12 AppStream has all that a software centre asks for', () => {
    expect(metainfo.documentElement.getAttribute('type')).toBe('desktop-application')
    expect([text('id'), text('name'), text('metadata_license'), text('project_license')]).toEqual([
      'chat.perch.Perch',
      'Perch',
      'CC0-1.0',
      'MIT',
    ])
    expect(text('summary')).toMatch(/^[A-Z][^.]{10,79}$/)
    expect(text('description > p')?.length).toBeGreaterThan(80)
    expect(text('launchable[type="desktop-id"]')).toBe('perch.desktop')
    expect(metainfo.querySelectorAll('[*|lang="ru"]')).toHaveLength(2)
    expect(metainfo.querySelector('content_rating')).not.toBeNull()
    const release = metainfo.querySelector('releases > release')
    expect(release?.getAttribute('date')).toMatch(/^20\d\d-\d\d-\d\d$/)
  })

  it('F12 the version of package.json is the one of every other paper', () => {
    expect(metainfo.querySelector('release')?.getAttribute('version')).toBe(version)
    expect(read('resources/linux/snapcraft.yaml')).toContain(`version: '${version}'`)
    expect(read('resources/linux/snapcraft.yaml')).toContain(`perch-${version}.tar.gz`)
    expect(read('resources/linux/chat.perch.Perch.yml')).toContain(`perch-${version}.tar.gz`)
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${version}`, 'm'))
    expect(description).not.toBe('')
  })

  it('F12 the homepage of package.json is the one of every other paper, and newer versions lie below it', () => {
    expect(text('url[type="homepage"]')).toBe(homepage)
    expect(builder).toMatch(new RegExp(`^publish: .*url: ${homepage}/updates,`, 'm'))
    const places = [
      'electron-builder.yml',
      ...readdirSync(join(root, 'resources/linux'), { recursive: true, encoding: 'utf8' }),
    ]
    const others = places
      .map((path) => (path === 'electron-builder.yml' ? path : `resources/linux/${path}`))
      .filter((path) => /\.\w+$/.test(path))
      .flatMap((path) => read(path).match(/https?:\/\/[\w.-]*perch[\w.-]*/g) ?? [])
    expect(others.filter((url) => url !== homepage)).toEqual([])
  })

  it('F12 the menu entry of flatpak and snap says what the one of the deb says', () => {
    const entry = Object.fromEntries(
      read('resources/linux/perch.desktop')
        .split('\n')
        .filter((line) => line.includes('='))
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    for (const key of ['GenericName', 'GenericName[ru]', 'Keywords', 'StartupWMClass', 'Actions'])
      expect(builder).toContain(`${key}: ${entry[key] ?? ''}`)
    expect(entry['MimeType']).toBe('x-scheme-handler/perch;')
    expect(entry['Categories']).toBe('Network;InstantMessaging;')
  })

  it('F12 there is an icon of each size that menus and panels ask for', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(join(root, `resources/icons/${size}x${size}.png`))
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    }
  })
})
