/**
 * P4: `npm run bench -- alert [--runs 60]`. A customer's message on the socket → the Notify call on the bus: the real app, signed
 * in and without a window on screen, beside a bare script that reads the same socket frame and calls Notify. Both hear the same
 * message; the clock starts with the frame that the bare script gets, before it does anything with it.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Message, sessionBus } from '@particle/dbus-next'
import WebSocket from 'ws'
import type { NotificationServer, ShownNotification } from '../e2e/hosts/notification-server'
import { Office } from '../e2e/office'
import { Shift } from '../e2e/shift'
import { figure, quantile, report } from './figures'

const GOAL_RATIO = 1.5
const GOAL_MS = 30
const SERVICE = 'org.freedesktop.Notifications'
/** Between two messages: a conversation in a flood is drawn twice a second at most. */
const APART_MS = 700
const WARM_UP = 5

/** When each text was on the bus, by who put it there. */
interface Times {
  frame: Map<string, number>
  bare: Map<string, number>
  perch: Map<string, number>
}

interface Frame {
  type?: string
  message?: { event?: string; data?: { content?: string; message_type?: number } }
}

/** The smallest program that could alert: one socket, one bus, no memory. */
async function openBare(office: Office, times: Times): Promise<() => void> {
  const bus = sessionBus()
  await new Promise<void>((resolve) => bus.once('connect', () => resolve()))
  const profile = await office.call<{ pubsub_token: string; id: number; account_id: number }>(
    'GET /api/v1/profile',
    undefined,
    'agent',
  )
  const socket = new WebSocket(new URL('/cable', office.base.toString().replace('http', 'ws')))
  const { pubsub_token: token, id, account_id: account } = profile
  const identifier = JSON.stringify({ channel: 'RoomChannel', pubsub_token: token, account_id: account, user_id: id })
  socket.on('message', (bytes: Buffer) => {
    const at = performance.now()
    const frame = JSON.parse(bytes.toString()) as Frame
    if (frame.type === 'welcome') socket.send(JSON.stringify({ command: 'subscribe', identifier }))
    const data = frame.message?.event === 'message.created' ? frame.message.data : undefined
    if (data?.message_type !== 0 || data.content === undefined) return
    times.frame.set(data.content, at)
    const body = ['bare', 0, '', 'bare', data.content, [], {}, -1]
    const call = { destination: SERVICE, path: '/org/freedesktop/Notifications', interface: SERVICE, member: 'Notify' }
    bus.send(new Message({ ...call, signature: 'susssasa{sv}i', body }))
  })
  await new Promise<void>((resolve) => socket.once('open', () => resolve()))
  return () => {
    socket.close()
    bus.disconnect()
  }
}

function listen(desktop: NotificationServer, times: Times): void {
  desktop.onNotify = ({ appName, body }: ShownNotification) => {
    const text = body.split('\n')[0] ?? ''
    const by = appName === 'bare' ? times.bare : times.perch
    if (!by.has(text)) by.set(text, performance.now())
  }
}

const p95 = (times: number[]): number => quantile(times, 0.95)

async function measure(runs: number): Promise<void> {
  const office = await Office.open()
  const shift = await Shift.begin({ office })
  const times: Times = { frame: new Map(), bare: new Map(), perch: new Map() }
  const stop = await openBare(office, times)
  try {
    listen(shift.desktop, times)
    const ana = await shift.customer('Ana Ferreira')
    await shift.hideWindow()
    for (let run = 0; run < runs + WARM_UP; run++) {
      await ana.write(`drop ${run}`)
      await wait(APART_MS)
    }
    const texts = [...times.frame.keys()].slice(WARM_UP)
    const after = (by: Map<string, number>) =>
      texts.flatMap((text) => (by.has(text) ? [by.get(text)! - times.frame.get(text)!] : []))
    const [perch, bare] = [after(times.perch), after(times.bare)]
    process.stderr.write(`${texts.length} frames, ${perch.length} alerts of Perch, ${bare.length} of the bare script\n`)
    report([
      figure('P4 p95 beside the bare script', 'ms', { value: p95(perch), baseline: p95(bare), goal: GOAL_RATIO }),
      figure('P4 p95', 'ms', { value: p95(perch), baseline: GOAL_MS, goal: 1 }),
    ])
  } finally {
    stop()
    await shift.end()
  }
}

export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { runs: { type: 'string', default: '60' } } })
  await measure(Number(values.runs))
}
