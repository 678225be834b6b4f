/** A newer version over lines that break, hosts that are odd and disks that are full of other things. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failed, MB, NAME, nowhere, PACKAGE, Published } from './published'

let at: Published
beforeEach(async () => {
  at = await Published.open()
})
afterEach(() => at.close())

describe('a line that is cut', () => {
  it('F12 the download goes on where it was, in another Perch, and no byte comes twice', async () => {
    at.publish()
    let left = 2
    at.answer = (request, response) => {
      const isPiece = request.headers.range !== undefined
      if (isPiece && left === 0) return void request.socket.destroy()
      if (isPiece) left -= 1
      at.serve(request, response)
    }
    const first = at.perch()
    await first.look('stable')
    expect(await first.fetch(nowhere)).toBe('offline')
    expect(await first.install(false)).toBe('not-installed')
    at.answer = (request, response) => at.serve(request, response)
    at.asked = []
    const second = at.perch()
    await second.look('stable')
    const shares: number[] = []
    expect(await second.fetch((share) => shares.push(share))).toBeNull()
    expect(at.pieces()).toEqual([`bytes=${2 * MB}-${3 * MB - 1}`, `bytes=${3 * MB}-${3 * MB + 16}`])
    expect(shares[0]).toBeGreaterThan(0.6)
    expect(await second.install(false)).toBeNull()
    expect(readFileSync(at.installed).equals(PACKAGE)).toBe(true)
    expect(at.startedAgain).toEqual([])
  })

  it('F12 the half of a version that was replaced meanwhile is not gone on with', async () => {
    at.publish()
    at.answer = (request, response) => {
      if (request.headers.range?.startsWith(`bytes=${MB}-`)) return void request.socket.destroy()
      at.serve(request, response)
    }
    const perch = at.perch()
    await perch.look('stable')
    expect(await perch.fetch(nowhere)).toBe('offline')
    at.answer = (request, response) => at.serve(request, response)
    const other = Buffer.alloc(2 * MB, 'other')
    at.publish({ version: '1.1.1', bytes: other, file: 'Perch-1.1.1-x86_64.AppImage' })
    await perch.look('stable')
    expect(await perch.fetch(nowhere)).toBeNull()
    expect(readdirSync(join(at.folder, 'updates'))).toEqual([])
    await perch.install(false)
    expect(readFileSync(at.installed).equals(other)).toBe(true)
  })

  it('F12 a host that knows no ranges still gives the whole', async () => {
    at.publish()
    at.answer = (request, response) => {
      delete request.headers.range
      at.serve(request, response)
    }
    const perch = at.perch()
    await perch.look('stable')
    expect(await perch.fetch(nowhere)).toBeNull()
  })

  it('F12 what was fetched before a restart is there after it', async () => {
    at.publish()
    const first = at.perch()
    await first.look('stable')
    await first.fetch(nowhere)
    at.asked = []
    const second = at.perch()
    await second.look('stable')
    expect(await second.fetch(nowhere)).toBeNull()
    expect(at.pieces()).toEqual([])
    expect(await second.install(false)).toBeNull()
    expect(readFileSync(at.installed).equals(PACKAGE)).toBe(true)
  })

  it('F12 nobody answers, or with an error of the server: offline; no such file: missing', async () => {
    at.answer = (_, response) => void response.writeHead(503).end()
    expect(await at.perch().look('stable')).toEqual(failed('offline'))
    at.answer = (_, response) => void response.writeHead(404).end()
    expect(await at.perch().look('stable')).toEqual(failed('missing'))
    const late = at.perch()
    at.close()
    expect(await late.look('stable')).toEqual(failed('offline'))
  })

  it('F12 what was fetched and changed on the disk before a restart is fetched again', async () => {
    at.publish()
    const first = at.perch()
    await first.look('stable')
    await first.fetch(nowhere)
    const kept = join(at.folder, 'perch-updater', 'pending', NAME)
    writeFileSync(kept, readFileSync(kept).fill('evil!', MB, 2 * MB))
    const second = at.perch()
    await second.look('stable')
    expect(await second.fetch(nowhere)).toBeNull()
    await second.install(false)
    expect(readFileSync(at.installed).equals(PACKAGE)).toBe(true)
  })

  it('F12 a place that cannot be written to keeps the running one as it is', async () => {
    const beside = `${at.installed}.new`
    mkdirSync(beside)
    writeFileSync(join(beside, 'in the way'), '')
    at.publish()
    const perch = at.perch()
    await perch.look('stable')
    await perch.fetch(nowhere)
    expect(await perch.install(true)).toBe('not-installed')
    expect(at.isOld).toBe(true)
    expect(at.startedAgain).toEqual([])
  })

  it('F12 a redirect is followed to the storage behind it, never endlessly', async () => {
    at.publish()
    at.answer = (request, response) => {
      if (request.url?.startsWith('/updates/')) response.writeHead(302, { location: `/store${request.url.slice(8)}` }).end()
      else if (request.url?.includes('.sig')) response.writeHead(302, { location: request.url }).end()
      else {
        request.url = request.url?.replace('/store/', '/updates/') ?? ''
        at.serve(request, response)
      }
    }
    expect(await at.perch().look('stable')).toEqual(failed('missing'))
    expect(at.asked.length).toBeLessThan(9)
  })
})
