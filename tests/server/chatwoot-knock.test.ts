/** The last step of the check: does the channel for live updates get through? (G7) */
import { WebSocketServer } from 'ws'
import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeReport } from '../../src-preload/contract/schemas/profile'
import { startFakeChatwoot } from '../fake-chatwoot/start'
import { IMPATIENT, json, open, serversFor, stopAll, tiny } from './tiny-server'

afterEach(stopAll)

const ABOUT = { version: '4.2.0', timestamp: '2026-11-22 08:48:53', queue_services: 'ok', data_services: 'ok' }
const liveOf = ({ steps }: ProbeReport) =>
  steps.filter(({ id }) => id === 'live').map(({ state, reason }) => `${state} ${reason}`)

describe('the channel for live updates, looked at before anybody signs in', () => {
  it('G7 opens on a Chatwoot', async () => {
    const fake = await startFakeChatwoot()
    open.push(fake)
    expect(liveOf(await serversFor().probe(fake.base))).toEqual(['ok open'])
  })

  it('G7 is a warning where a proxy does not let it through', async () => {
    const { base } = await tiny((_request, answer) => json(answer, ABOUT))
    expect(liveOf(await serversFor().probe(base))).toEqual(['warn failed'])
  })

  it('G7 is a warning where it opens but says nothing', async () => {
    const { base, listening } = await tiny((_request, answer) => json(answer, ABOUT))
    const mute = new WebSocketServer({ server: listening })
    expect(liveOf(await serversFor({ limits: IMPATIENT }).probe(base))).toEqual(['warn silent'])
    mute.close()
  })

  it('G7 is not tried where there is no Chatwoot', async () => {
    const { base } = await tiny((_request, answer) => json(answer, { hello: 'world' }))
    expect(liveOf(await serversFor().probe(base))).toEqual(['skipped skipped'])
  })
})
