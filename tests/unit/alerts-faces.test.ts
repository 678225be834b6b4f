/** Pictures of customers in alerts: an alert never waits for one. */
import { beforeEach, describe, expect, it } from 'vitest'
import { Faces } from '../../src-main/core/alerts/faces'
import type { Server } from '../../src-main/core/ports'
import { FakeLog } from '../fakes/log'

type Read = Awaited<ReturnType<Server['readFile']>>

const FACE = Uint8Array.of(1, 2, 3)
const came: Read = { kind: 'accepted', value: { bytes: FACE, type: 'image/png' } }
const url = (n: number) => `https://chat.example/face-${n}.png`

let answer: () => Promise<Read>
let asked: string[]
let log: FakeLog
let faces: Faces
beforeEach(() => {
  answer = () => Promise.resolve(came)
  ;[asked, log] = [[], new FakeLog()]
  const readFile = (one: string) => {
    asked.push(one)
    return answer()
  }
  faces = new Faces({ server: { readFile }, log })
})
const come = () => new Promise((resolve) => setImmediate(resolve))

describe('F1 the face of a customer', () => {
  it('F1 is asked for by the first alert, which does not wait, and is on the next', async () => {
    expect([faces.of(url(1)), faces.of(url(1))]).toEqual([null, null])
    await come()
    expect(faces.of(url(1))).toBe(FACE)
    expect(asked).toEqual([url(1)])
  })

  it('F1 of somebody without a picture nobody is asked', () => {
    expect([faces.of(null), faces.of('')]).toEqual([null, null])
    expect(asked).toEqual([])
  })

  it('F1 that the server does not have is asked for once', async () => {
    answer = () => Promise.resolve({ kind: 'refused', reason: 'gone', status: 404, words: '' } as never)
    faces.of(url(1))
    await come()
    expect(faces.of(url(1))).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('F1 that did not come for want of a line is asked for again by the next alert', async () => {
    answer = () => Promise.resolve({ kind: 'never-sent', reason: 'connect', detail: '' })
    faces.of(url(1))
    await come()
    answer = () => Promise.resolve(came)
    faces.of(url(1))
    await come()
    expect(faces.of(url(1))).toBe(FACE)
  })

  it('F1 a reader that breaks costs the picture, not the alert, and is written down', async () => {
    answer = () => Promise.reject(new Error('no'))
    expect(faces.of(url(1))).toBeNull()
    await come()
    expect(faces.of(url(1))).toBeNull()
    expect(log.bugs).toMatchObject([{ where: 'alerts/faces' }])
  })

  it('F1 sixty are kept, so that a long day does not fill the memory', async () => {
    for (let n = 0; n <= 60; n++) faces.of(url(n))
    await come()
    asked = []
    expect(faces.of(url(60))).toBe(FACE)
    expect(faces.of(url(0))).toBeNull()
    expect(asked).toEqual([url(0)])
  })
})
