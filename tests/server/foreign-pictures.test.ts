/** Pictures of mails from strangers: no mark of ours, nothing of the agent's own network (S4, HOUSE §8.8). */
import { afterEach, describe, expect, it } from 'vitest'
import { makeConnector } from '../../src-main/chatwoot/connect'
import { isPublicAddress, lookupPublic, makeReadForeign } from '../../src-main/chatwoot/foreign'
import { makeLine } from '../../src-main/chatwoot/line'
import { clock } from '../../src-main/desktop/clock'
import { fixture, open, serversFor, stopAll, tiny, TOKEN } from './tiny-server'

afterEach(stopAll)

const patience = { maxBytes: 1000, answerMs: 5000 }

/** As the app has it, but with our certificate trusted; `isPublic` says whether this computer counts as one of the internet. */
function reader(isPublic?: (host: string) => boolean) {
  const lookup = isPublic ? undefined : lookupPublic
  const line = makeLine({ connect: makeConnector({ ca: [fixture('ca.crt')], lookup }), clock })
  open.push({ stop: () => line.close() })
  return makeReadForeign({ line, ...(isPublic ? { isPublic } : {}) })
}

describe('pictures of strangers', () => {
  it.each([
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['8.8.8.8', true],
    ['::1', false],
    ['[::1]', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['2001:db8::1', false],
    ['2606:4700::1111', true],
    ['nonsense', false],
  ])('S4 %s is a place of the internet: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected)
  })

  it('S4 neither an address nor a name of this computer or its network is asked', async () => {
    const home = await tiny((_request, answer) => answer.end('png'), 'good')
    const { port } = new URL(home.base)
    const read = reader()
    for (const host of ['localhost', '127.0.0.1', '[::1]', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]'])
      expect(await read(`https://${host}:${port}/a.png`, patience), host).toMatchObject({ kind: 'never-sent' })
    expect(home.arrived).toEqual([])
  })

  it('S4 a redirect to the own network is not followed', async () => {
    const home = await tiny((_request, answer) => answer.end('secret'), 'good')
    const outside = await tiny((_request, answer) => {
      answer.writeHead(302, { location: `${home.base.replace('localhost', '127.0.0.1')}/admin` })
      answer.end()
    }, 'good')
    const { port, hostname } = new URL(outside.base)
    const read = reader((host) => host === 'localhost')
    expect(await read(`https://${hostname === '127.0.0.1' ? 'localhost' : hostname}:${port}/a`, patience)).toMatchObject({
      kind: 'never-sent',
    })
    expect([outside.arrived.length, home.arrived.length]).toEqual([1, 0])
  })

  it('S4 nothing of the agent goes with it, and what is too large is not taken', async () => {
    const outside = await tiny((request, answer) => answer.end(request.url === '/big' ? 'x'.repeat(2000) : 'png'), 'good')
    const read = reader(() => true)
    const base = outside.base.replace('127.0.0.1', 'localhost').replace('https:', 'http:')
    expect(await read(`${base}/a.png`, patience)).toMatchObject({ kind: 'accepted' })
    const { headers } = outside.arrived[0] ?? { headers: {} }
    expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host'])
    expect(await read(`${base}/big`, patience)).toMatchObject({ kind: 'unsure', reason: 'unreadable' })
  })

  it.each([
    'ftp://a.example/x',
    'file:///etc/passwd',
    'https://name:word@a.example/x',
    'nonsense',
    'javascript:1',
    'app://window/',
  ])('S4 %s is not asked for', async (url) => {
    expect(await reader(() => true)(url, patience)).toMatchObject({ kind: 'never-sent' })
  })

  it('S4 the server the agent signed in to has the same reader', async () => {
    const home = await tiny((_request, answer) => answer.end('png'))
    const { server } = serversFor().connect(home.base, TOKEN)
    open.push({ stop: () => server.close() })
    expect(await server.readForeign(`${home.base}/a.png`, patience)).toMatchObject({ kind: 'never-sent' })
    expect(home.arrived).toEqual([])
  })
})
