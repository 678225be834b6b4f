/** The socket's protocol on real sockets: what is told, what is left out, and that the end is told exactly once. */
import * as http from 'node:http'
import type * as net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { closeAll, confirmAll, listen, message, ONE, open, startCable, TWO } from './cable-server'
import { keepingLog } from './tiny-server'
import { soon } from './soon'

afterEach(closeAll)

describe('cable', () => {
  it('F1 welcome, a subscription for each account, confirmation, pings, events', async () => {
    const { base, heard, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await soon(() => expect(told).toEqual(['welcomed', ['confirmed', ONE], ['confirmed', TWO]]))
    expect(heard.map(({ command, identifier }) => [command, JSON.parse(identifier) as unknown])).toEqual(
      [ONE, TWO].map((account) => [
        'subscribe',
        { channel: 'RoomChannel', pubsub_token: 'secret-pubsub', account_id: account, user_id: 2 },
      ]),
    )
    say({ type: 'ping', message: 1795343954 })
    say({ identifier: heard[0]?.identifier, message: message(1) })
    await soon(() =>
      expect(told.slice(3)).toEqual([
        ['pinged', 1795343954_000],
        ['event', ONE, 'message-created'],
      ]),
    )
  })

  it('F1 a frame tells what time it is at the server, so that what is asked because of it counts as newer', async () => {
    const { base, heard, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await soon(() => expect(told.length).toBe(3))
    const writtenAt = Date.now() + 60_000
    const frame = message(1)
    say({ identifier: heard[0]?.identifier, message: { ...frame, data: { ...frame.data, updated_at: writtenAt / 1000 } } })
    say({ type: 'ping', message: null })
    await soon(() => expect(told.at(-1)).toEqual(['pinged', expect.any(Number)]))
    expect((told.at(-1) as [string, number])[1]).toBeGreaterThanOrEqual(writtenAt)
  })

  it('F11 the stream carries all accounts: a frame counts on its own subscription only', async () => {
    const { base, heard, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await soon(() => expect(told.length).toBe(3))
    for (const { identifier } of [...heard]) for (const account of [1, 2, 3]) say({ identifier, message: message(account) })
    say({ identifier: '{"channel":"Other"}', message: message(1) })
    say({ type: 'ping', message: 1 })
    await soon(() => expect(told.at(-1)).toEqual(['pinged', 1000]))
    expect(told.slice(3, -1)).toEqual([
      ['event', ONE, 'message-created'],
      ['event', TWO, 'message-created'],
    ])
  })

  it('M11 a beat says "I am here" for an account; before the welcome it says nothing', async () => {
    const { base, heard } = await startCable({ onHeard: confirmAll })
    const { told, connection } = listen(base)
    connection.beat(ONE)
    await soon(() => expect(told.length).toBe(3))
    connection.beat(TWO)
    await soon(() => expect(heard.length).toBe(3))
    expect(heard[2]).toEqual({ command: 'message', identifier: heard[1]?.identifier, data: '{"action":"update_presence"}' })
  })

  it('F5 silence is not its business: it reports nothing and stays', async () => {
    const { base } = await startCable()
    const { told } = listen(base)
    await soon(() => expect(told).toEqual(['welcomed']))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(told).toEqual(['welcomed'])
  })

  it('F1 frames that make no sense are passed over, and their words are not logged', async () => {
    const { base, heard, say, clients } = await startCable({ onHeard: confirmAll })
    const log = keepingLog()
    const { told, connection } = listen(base, { log })
    await soon(() => expect(told.length).toBe(3))
    const { identifier } = heard[0] ?? { identifier: '' }
    const bad = [
      '{',
      'null',
      '[]',
      '"x"',
      '12',
      '{}',
      { identifier },
      { identifier, message: 'secret words' },
      { identifier, message: { event: 5, data: {} } },
    ]
    bad.forEach(say)
    say({ identifier, message: { event: 'message.created', data: { account_id: 1, content: 'secret words' } } })
    say({ identifier, message: { event: 'something.new', data: { account_id: 1 } } })
    say({ identifier, message: { event: 'toString', data: { account_id: 1 } } })
    say({ type: 'something_new' })
    say({ type: 'ping', message: 'soon' })
    clients.at(-1)?.send(Buffer.from([1, 2, 3]))
    say({ identifier, message: message(1) })
    await soon(() => expect(told.at(-1)).toEqual(['event', ONE, 'message-created']))
    expect(told.filter((one) => Array.isArray(one) && one[2] === 'ignored').length).toBe(3)
    connection.close()
    await soon(() => expect(told.at(-1)).toEqual(['closed', 'closed here']))
    expect(log.lines).toEqual(['cable: frames could not be read {"count":10}'])
  })

  it('F5 a frame beyond all measure ends the connection, once', async () => {
    const { base, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base, { limits: { maxFrameBytes: 1000 } })
    await soon(() => expect(told.length).toBe(3))
    say({ type: 'ping', message: 1, more: 'x'.repeat(2000) })
    await soon(() => expect(told.at(-1)).toEqual(['closed', 'error WS_ERR_UNSUPPORTED_MESSAGE_LENGTH']))
  })

  it.each([
    [{ type: 'disconnect', reason: 'server_restart', reconnect: true }, 'disconnect server_restart'],
    [{ type: 'reject_subscription', identifier: 'x' }, 'rejected'],
  ])('F5 %j ends it', async (frame, reason) => {
    const { base, say } = await startCable({ onHeard: confirmAll })
    const { told } = listen(base)
    await soon(() => expect(told.length).toBe(3))
    say(frame)
    await soon(() => expect(told.slice(3)).toEqual([['closed', reason]]))
  })

  it('F5 the end is told exactly once, whoever makes it, and nothing comes after it', async () => {
    const { base, heard, say, stop } = await startCable({ onHeard: confirmAll })
    const ours = listen(base)
    await soon(() => expect(ours.told.length).toBe(3))
    say({ identifier: heard[0]?.identifier, message: message(1) })
    ours.connection.close()
    ours.connection.close()
    ours.connection.beat(ONE)
    await soon(() => expect(ours.told.slice(3)).toEqual([['closed', 'closed here']]))
    const theirs = listen(base)
    await soon(() => expect(theirs.told.length).toBe(3))
    stop()
    await soon(() => expect(theirs.told.length).toBe(4))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([ours.told.length, theirs.told.length]).toEqual([4, 4])
  })

  it('F5 closed before it was open', async () => {
    const { base } = await startCable()
    const { told, connection } = listen(base)
    connection.close()
    await soon(() => expect(told).toEqual([['closed', 'closed here']]))
  })

  it('G12 nobody there, no name, no upgrade, no protocol', async () => {
    const refused = listen('http://127.0.0.1:1')
    const nameless = listen('http://no-such-host.invalid')
    const plain = http.createServer((_request, answer) => answer.writeHead(404).end('Page not found'))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    open.push(() => plain.close())
    const noUpgrade = listen(`http://127.0.0.1:${(plain.address() as net.AddressInfo).port}`)
    const { base } = await startCable({ protocols: false })
    const noProtocol = listen(base)
    await soon(() => expect(refused.told).toEqual([['closed', 'connect ECONNREFUSED']]))
    await soon(() => expect(noUpgrade.told).toEqual([['closed', 'http 404']]))
    await soon(() => expect(noProtocol.told.length).toBe(1))
    await soon(() => expect(String((nameless.told[0] as unknown[] | undefined)?.[1])).toMatch(/^dns /))
  })
})
