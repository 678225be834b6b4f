import { describe, expect, it } from 'vitest'
import { makeMailShelf } from '../../src-main/desktop/mail'

const PNG = { bytes: Uint8Array.from([1, 2]), type: 'image/png' }

function setUp() {
  let count = 0
  const newToken = () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`
  return makeMailShelf({ newToken, pages: 'app://window' })
}

describe('the shelf of mails', () => {
  it('S4 a mail comes with a policy of its own: no script, no address, framed by our window only', async () => {
    const { stage, shelf } = setUp()
    const plain = await shelf(`${stage({ html: '<p>x', picture: null })}/`, null)
    expect(plain?.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors app://window",
    )
    expect(await plain?.text()).toBe('<p>x')
    const withPictures = await shelf(`${stage({ html: '', picture: () => Promise.resolve(PNG) })}/`, null)
    expect(withPictures?.headers.get('content-security-policy')).toContain('img-src data: app://mail;')
  })

  it('S4 pictures by their number and no others, each with our own type', async () => {
    const { stage, shelf } = setUp()
    const token = stage({ html: '', picture: (index) => Promise.resolve(index === 0 ? PNG : null) })
    const shown = await shelf(`${token}/picture/0`, null)
    expect([shown?.headers.get('content-type'), shown?.headers.get('x-content-type-options')]).toEqual(['image/png', 'nosniff'])
    for (const path of ['picture/1', 'picture/x', 'picture/0/1', 'picture/../0', 'link/0', 'x'])
      expect(await shelf(`${token}/${path}`, null), path).toBeNull()
  })

  it('S4 only mails that are kept are live, and a link is never a place to go', async () => {
    const { stage, drop, shelf, isLive, linkOf } = setUp()
    const token = stage({ html: '', picture: null })
    expect(isLive(`app://mail/${token}/`)).toBe(true)
    const others = ['link/1', 'picture/0', '?x', '#x', 'link/', 'link/-1', 'link/1e3', 'link/12345']
    expect(others.filter((path) => isLive(`app://mail/${token}/${path}`))).toEqual([])
    expect(others.map((path) => linkOf(`app://mail/${token}/${path}`))).toEqual([
      { token, index: 1 },
      ...others.slice(1).map(() => null),
    ])
    expect(linkOf(`app://mail/${token}/`)).toBeNull()
    drop(token)
    expect([isLive(`app://mail/${token}/`), linkOf(`app://mail/${token}/link/1`), await shelf(`${token}/`, null)]).toEqual([
      false,
      null,
      null,
    ])
  })

  it('S4 so many are kept, the oldest go', () => {
    const { stage, isLive } = setUp()
    const tokens = Array.from({ length: 61 }, () => stage({ html: '', picture: null }))
    expect(tokens.map((token) => isLive(`app://mail/${token}/`))).toEqual([false, ...Array.from({ length: 60 }, () => true)])
  })
})
