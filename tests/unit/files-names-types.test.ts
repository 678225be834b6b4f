import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, nameToSave } from '../../src-main/core/files/names'
import { kindOf, pictureType, soundType, typeOf } from '../../src-main/core/files/types'

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const PNG = bytes('89504e470d0a1a0a0000000d49484452')
const WEBM = bytes('1a45dfa3000000000000000000000000')

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\mira\\plan.pdf', 'plan.pdf'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['a\u0000b\r\nc\u007f.txt', 'abc.txt'],
    ['..', ''],
    ['  счёт.pdf ', 'счёт.pdf'],
  ])('F18 %j becomes %j', (name, clean) => expect(cleanName(name)).toBe(clean))

  it.each([
    ['CON.txt', '_CON.txt'],
    ['.bashrc', 'bashrc'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['end. ', 'end'],
    ['...', 'file'],
  ])('F18 %j is saved as %j', (name, clean) => expect(nameToSave(name)).toBe(clean))

  it('F18 whatever a name holds, it is one short part of a path, and its ending stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const clean = nameToSave(`${name}x.pdf`)
        expect(clean).not.toMatch(/[/\\\u0000-\u001f\u202a-\u202e]/)
        expect(clean.length).toBeLessThanOrEqual(181)
        expect(clean.endsWith('x.pdf') || clean.endsWith('….pdf')).toBe(true)
      }),
    )
  })
})

describe('types of files', () => {
  it.each([
    ['shot.png', PNG, 'image/png', 'image'],
    ['shot.pdf', PNG, 'image/png', 'image'],
    ['fake.png', bytes('3c68746d6c3e'), 'application/octet-stream', 'file'],
    ['clip.webm', WEBM, 'video/webm', 'video'],
    ['voice.ogg', bytes('4f676753000000000000000000000000'), 'audio/ogg', 'audio'],
    ['logo.svg', bytes('3c737667'), 'image/svg+xml', 'file'],
    ['таблица.XLSX', bytes('504b0304'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'file'],
    ['unknown', bytes(''), 'application/octet-stream', 'file'],
  ])('F18 %s', (name, head, ...[type, kind]) => {
    expect(typeOf(name, head)).toBe(type)
    expect(kindOf(type)).toBe(kind)
  })

  it('F18 only what its own bytes say is a picture or a sound is drawn or played', () => {
    expect(pictureType(PNG)).toBe('image/png')
    expect(pictureType(bytes('3c737667'))).toBeNull()
    expect(soundType(WEBM)).toBe('audio/webm')
    expect(soundType(PNG)).toBeNull()
  })
})
