/** The whole way of a newer version: read from a real server, believed or not, fetched and put in place of the running one. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failed, manifestText, nowhere, PACKAGE, pair, Published, sha512 } from './published'

let at: Published
beforeEach(async () => {
  at = await Published.open()
})
afterEach(() => at.close())

describe('a newer version', () => {
  it('F12 is found, fetched in pieces, checked, and takes the place of the running one under its name', async () => {
    at.publish()
    const perch = at.perch()
    expect(await perch.look('stable')).toEqual({ kind: 'newer', version: '1.1.0' })
    const shares: number[] = []
    expect(await perch.fetch((share) => shares.push(share))).toBeNull()
    expect(at.pieces()).toHaveLength(4)
    expect([shares[0], shares.at(-1)]).toEqual([0, 1])
    expect(at.isOld).toBe(true)
    expect(await perch.install(true)).toBeNull()
    expect(readFileSync(at.installed).equals(PACKAGE)).toBe(true)
    expect(statSync(at.installed).mode & 0o777).toBe(0o755)
    expect(readdirSync(join(at.folder, 'programs'))).toEqual(['My Perch.AppImage'])
    expect(at.startedAgain).toEqual([at.installed])
    expect(at.log.bugs).toEqual([])
  })

  it('F12 the beta channel is another manifest; a stable one passed off as beta is not signed as such', async () => {
    at.publish()
    at.publish({ version: '1.2.0-beta.1', channel: 'beta', file: 'Perch-1.2.0-beta.1-x86_64.AppImage' })
    const perch = at.perch()
    expect(await perch.look('beta')).toEqual({ kind: 'newer', version: '1.2.0-beta.1' })
    expect(await perch.look('stable')).toEqual({ kind: 'newer', version: '1.1.0' })
    at.files.set('latest-linux.yml', at.files.get('beta-linux.yml') ?? Buffer.alloc(0))
    at.files.set('latest-linux.yml.sig', at.files.get('beta-linux.yml.sig') ?? Buffer.alloc(0))
    expect(await perch.look('stable')).toEqual(failed('unsigned'))
  })

  it('F12 the same or an older one is no news, however well signed, and nothing of it is read', async () => {
    for (const version of ['1.0.0', '0.9.9', '1.0.0-beta.9']) {
      at.publish({ version })
      expect(await at.perch().look('stable')).toEqual({ kind: 'current' })
    }
    expect(at.pieces()).toEqual([])
  })

  it('F12 a rollout reaches its share of computers: none at 0 %, all at 100 %, and a computer stays where it is', async () => {
    at.publish({ more: 'stagingPercentage: 0\n' })
    expect(await at.perch().look('stable')).toEqual({ kind: 'current' })
    const share = readFileSync(join(at.folder, '.updaterId'), 'utf8')
    at.publish({ more: 'stagingPercentage: 100\n' })
    expect(await at.perch().look('stable')).toEqual({ kind: 'newer', version: '1.1.0' })
    expect(readFileSync(join(at.folder, '.updaterId'), 'utf8')).toBe(share)
  })
})

describe('a version that is not to be believed', () => {
  it.each([
    ['signed by somebody else', () => at.sign('latest-linux.yml', pair())],
    ['signed under another name', () => at.sign('latest-linux.yml', undefined, 'beta-linux.yml')],
    ['with an empty signature', () => at.files.set('latest-linux.yml.sig', Buffer.alloc(0))],
    [
      'with a signature of rubbish',
      () => at.files.set('latest-linux.yml.sig', Buffer.from('<html>welcome to the hotel</html>')),
    ],
    ['changed by one letter', () => at.edit('latest-linux.yml', (text) => text.replace('1.1.0', '1.1.1'))],
  ])('F12 %s is refused before anything of it is used', async (_, spoil) => {
    at.publish()
    spoil()
    const perch = at.perch()
    expect(await perch.look('stable')).toEqual(failed('unsigned'))
    expect(await perch.fetch(nowhere)).not.toBeNull()
    expect(at.pieces()).toEqual([])
    expect(await perch.install(false)).toBe('not-installed')
    expect(at.isOld).toBe(true)
  })

  it('F12 without a signature there is none', async () => {
    at.publish()
    at.files.delete('latest-linux.yml.sig')
    expect(await at.perch().look('stable')).toEqual(failed('missing'))
  })

  it.each([
    ['no version', 'files: []\n'],
    ['no manifest at all', '- one\n- two\n'],
    ['no yaml', '{{{'],
    ['a file somewhere else', elsewhere('../../etc/passwd')],
    ['a file on another server', elsewhere('https://evil.test/Perch.AppImage')],
  ])('F12 signed, but with %s, it is not understood', async (_, text) => {
    at.files.set('latest-linux.yml', Buffer.from(text))
    at.sign('latest-linux.yml')
    expect(await at.perch().look('stable')).toEqual(failed('unreadable'))
  })

  it.each([
    ['another digest', { digest: sha512(Buffer.from('something else')) }],
    ['fewer bytes', { size: PACKAGE.length - 1 }],
    ['more bytes', { size: PACKAGE.length + 1 }],
  ])('F12 announced with %s than the server has, it is thrown away', async (_, said) => {
    at.publish(said)
    const perch = at.perch()
    expect((await perch.look('stable')).kind).toBe('newer')
    expect(await perch.fetch(nowhere)).toBe('damaged')
    // A length that is not the announced one is seen at the first piece.
    expect(at.pieces()).toHaveLength('digest' in said ? 4 : 1)
    expect(await perch.install(true)).toBe('not-installed')
    expect(readdirSync(join(at.folder, 'updates'))).toEqual([])
    expect(at.isOld).toBe(true)
  })
})

function elsewhere(file: string): string {
  return manifestText({ version: '1.1.0', file, digest: sha512(PACKAGE), size: PACKAGE.length })
}
