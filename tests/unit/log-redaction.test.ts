import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../fakes/temp-folder'
import { makeLog } from '../../src-main/desktop/log'
import { makeRedaction } from '../../src-main/desktop/redaction'

function fail(error: Error): never {
  throw error
}

describe('desktop/log', () => {
  it('HOUSE8 drops private facts by name and keeps ids, counts, durations and states', () => {
    const facts = makeRedaction().facts({
      token: 'x',
      contactName: 'Ana',
      email: 'a@b.c',
      conversation: 42,
      state: 'live',
      ms: 12.5,
      text: 'hi',
    })
    expect(facts).toEqual({
      token: '<private>',
      contactName: '<private>',
      email: '<private>',
      conversation: 42,
      state: 'live',
      ms: 12.5,
      text: '<private>',
    })
  })

  it.each([
    ['from ana.f@example.com now', 'from <mail> now'],
    ['GET https://chat.example.com/api?x=1 failed', 'GET <url> failed'],
    ['call +351 912 345 678 back', 'call <number> back'],
    ['at 10.1.2.3:443', 'at <ip>:443'],
    ['token aZ4fQ9kLmN2pR7sT1vX5yB8c was refused', 'token <token> was refused'],
    ['at [2001:db8::8a2e:370:7334]:443', 'at [<ip>]:443'],
    ['took 12:30:45', 'took 12:30:45'],
    ['two\nlines', 'two | lines'],
  ])('HOUSE8 cleans %j', (raw, clean) => {
    expect(makeRedaction().text(raw)).toBe(clean)
  })

  it('HOUSE8 never prints a known secret, however it is written', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 60 }), fc.string(), (secret, around) => {
        const redaction = makeRedaction('/home/jo')
        redaction.addSecret(secret)
        const bytes = Buffer.from(secret)
        const forms = [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('hex')]
        const shown = redaction.text(`${around}|${forms.join('|')}|${around}`)
        const inAround = forms.some((form) => around.includes(form))
        if (!inAround) for (const form of forms) expect(shown.includes(form) && !'<secret>|'.includes(form)).toBe(false)
      }),
    )
  })

  it('HOUSE8 keeps the place of a bug, not the host it failed on or the home it runs in', () => {
    const redaction = makeRedaction('/home/jo.doe')
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND chat.acme.example'), {
      hostname: 'chat.acme.example',
      code: 'ENOTFOUND',
    })
    const shown = redaction.error(error)
    expect(shown).toContain('ENOTFOUND')
    expect(shown).not.toContain('acme')
    const typo = new TypeError("Cannot read properties of undefined (reading 'id')")
    typo.stack = 'TypeError: x\n    at Queue.run (/home/jo.doe/perch/out/main/index.js:10:5)'
    expect(redaction.error(typo)).toBe(
      "TypeError: Cannot read properties of undefined (reading 'id') |     at Queue.run (~/perch/out/main/index.js:10:5)",
    )
    expect(redaction.error({ text: 'customer said' })).toBe('thrown object')
  })

  it('HOUSE8 an error does not quote what it failed on', () => {
    const redaction = makeRedaction()
    const caught = (run: () => unknown): string => {
      try {
        return String(run())
      } catch (error: unknown) {
        return redaction.error(error)
      }
    }
    const json = caught(() => JSON.parse('Hello, where is my order?'))
    expect(json).toMatch(/^SyntaxError: <private> \| /)
    const shape = z.object({ rows: z.array(z.object({ status: z.enum(['open']) })) })
    const zod = caught(() => shape.parse({ rows: [{ status: 'call me at home' }] }))
    expect(zod).toMatch(/^ZodError: invalid_value at rows\.0\.status \| /)
    expect(caught(() => void fail(new Error('odd "Ana Ferreira" there')))).toMatch(/^Error: odd "…" there \| /)
    const tls = Object.assign(new Error("Host: chat.acme.example. is not in the cert's altnames: DNS:*.acme.example"), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(redaction.error(tls)).not.toContain('acme')
    expect([json, zod].join()).not.toMatch(/order|home/)
  })

  it('HOUSE8 cuts a long line after looking for secrets, and knows the longer of two that begin alike', () => {
    const redaction = makeRedaction()
    redaction.addSecret('pass-word')
    redaction.addSecret('pass-word-for-acme')
    expect(redaction.text('is pass-word-for-acme or pass-word')).toBe('is <secret> or <secret>')
    expect(redaction.text(`${'x '.repeat(1998)}pass-word-for-acme`)).not.toMatch(/pass/)
  })

  it('HOUSE8 writes cleaned lines to the file and gives a bug a number to quote', () => {
    const log = makeLog({ folder: tempFolder('log'), toConsole: false })
    log.addSecret('s3cr3t-value')
    log.info('link live', { profile: 'p1', waitedMs: 12 })
    log.warn('odd s3cr3t-value')
    const incident = log.bug('queue', new Error('broke on s3cr3t-value'))
    const text = readFileSync(log.file, 'utf8')
    expect(text).toContain('link live {"profile":"p1","waitedMs":12}')
    expect(text).toContain(incident)
    expect(incident).toMatch(/^P-[0-9a-f]{8}$/)
    expect(text).not.toContain('s3cr3t')
    expect(text.trim().split('\n')).toHaveLength(3)
  })
})
