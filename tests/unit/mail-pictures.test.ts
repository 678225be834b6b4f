/** Pictures of HTML mails: who is asked for them, what is shown of what comes, and when it is asked for again. */
import { beforeEach, describe, expect, it } from 'vitest'
import { MailPictures } from '../../src-main/core/files/mail-pictures'
import type { Server } from '../../src-main/core/ports'

type Read = Awaited<ReturnType<Server['readForeign']>>

const hex = (text: string) =>
  Uint8Array.from({ length: 40 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2) || '0', 16))
const png = (side: number) => hex(`89504e470d0a1a0a0000000d49484452${side.toString(16).padStart(8, '0').repeat(2)}`)
const came = (bytes: Uint8Array): Read => ({ kind: 'accepted', value: { bytes, type: 'image/png' } })
const NO_LINE: Read = { kind: 'never-sent', reason: 'connect', detail: '' }

const OWN = 'https://cdn.example/rails/active_storage/blobs/redirect/1/a.png'
const FOREIGN = 'https://shop.example/banner.png'

let answer: Read
let asked: [who: 'own' | 'foreign', url: string][]
let pictures: MailPictures
beforeEach(() => {
  answer = came(png(300))
  asked = []
  const ask = (who: 'own' | 'foreign') => (url: string) => {
    asked.push([who, url])
    return Promise.resolve(answer)
  }
  pictures = new MailPictures({ readFile: ask('own'), readForeign: ask('foreign') })
})

describe('S8 pictures of a mail', () => {
  it('S8 those of the server itself are asked of it, whatever host the link names; all others of a stranger', async () => {
    const urls = [OWN, '/rails/active_storage/blobs/1/a.png', FOREIGN, 'https://shop.example/x?u=/rails/active_storage/1']
    for (const url of urls) expect(await pictures.read(url)).toEqual({ bytes: png(300), type: 'image/png' })
    expect(asked.map(([who]) => who)).toEqual(['own', 'own', 'foreign', 'foreign'])
  })

  it('S8 what only says that it is a picture is none, and one that fills the memory when drawn neither', async () => {
    answer = came(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))
    expect(await pictures.read(FOREIGN)).toBeNull()
    answer = came(png(60_000))
    expect(await pictures.read(OWN)).toBeNull()
  })

  it('S8 is asked for once while it is drawn again and again, also when it was no picture', async () => {
    await Promise.all([pictures.read(FOREIGN), pictures.read(FOREIGN)])
    answer = came(new Uint8Array())
    await pictures.read(OWN)
    expect(await pictures.read(OWN)).toBeNull()
    expect(await pictures.read(FOREIGN)).toMatchObject({ type: 'image/png' })
    expect(asked).toHaveLength(2)
  })

  it('S8 that did not come is not to be had now, and is there when the line is back', async () => {
    answer = NO_LINE
    expect(await pictures.read(FOREIGN)).toBeNull()
    answer = came(png(300))
    expect(await pictures.read(FOREIGN)).toMatchObject({ type: 'image/png' })
  })

  it('S8 the last hundred are remembered: what is looked at stays, what nobody looked at for longest goes', async () => {
    const nth = (n: number) => `https://shop.example/${n}.png`
    for (let n = 0; n < 100; n++) await pictures.read(nth(n))
    await pictures.read(nth(0))
    await pictures.read(nth(100))
    asked = []
    await pictures.read(nth(0))
    await pictures.read(nth(1))
    expect(asked).toEqual([['foreign', nth(1)]])
  })
})
