/** The socket takes the same roots and the same proxy as REST (HOUSE §8.10). */
import * as http from 'node:http'
import { createServer } from 'node:https'
import * as net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { closeAll, listen, open } from './cable-server'
import { fixture } from './tiny-server'
import { soon } from './soon'

afterEach(closeAll)

describe('cable over TLS', () => {
  it('F19 over TLS: only with the company authority, and through the proxy as REST does', async () => {
    const web = createServer({ key: fixture('good.key'), cert: fixture('good.crt') })
    web.on('tlsClientError', () => undefined)
    const cable = new WebSocketServer({ server: web, path: '/cable' })
    cable.on('connection', (socket) => socket.send('{"type":"welcome"}'))
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
    const proxy = http.createServer()
    const asked: string[] = []
    proxy.on('connect', (request, socket: net.Socket) => {
      asked.push(request.url ?? '')
      const through = net.connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        through.pipe(socket).pipe(through)
      })
      for (const side of [socket, through]) side.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    open.push(() => (cable.close(), web.closeAllConnections(), web.close(), proxy.closeAllConnections(), proxy.close()))
    const { port } = web.address() as net.AddressInfo
    const through = `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`
    const distrusted = listen(`https://localhost:${port}`)
    await soon(() => expect(String((distrusted.told[0] as string[])[1])).toMatch(/^tls /))
    const trusted = listen(`https://localhost:${port}`, { ca: [fixture('ca.crt')], proxyFor: () => Promise.resolve(through) })
    await soon(() => expect(trusted.told).toEqual(['welcomed']))
    expect(asked).toEqual([`localhost:${port}`])
  })
})
