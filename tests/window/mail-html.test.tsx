// What cleaning leaves of hostile mails. jsdom is no browser: the strongest of them are shown to the real one in
// tests/e2e/hostile-mail.test.ts, where the frame is the wall.
import { describe, expect, it } from 'vitest'
import { cleanMail } from '../../src-renderer/parts/mail-html'
import { hostileMails } from '../fakes/hostile-mails'

const nothing = { pictures: false, quoted: false }
const HARMLESS =
  /^(?:html|head|body|style|a|b|br|p|div|span|table|tbody|tr|td|img|blockquote|i|em|ul|li|font|h1|center|s|small|pre|code|q|section|main|strong|u|hr|caption|col|colgroup|thead|tfoot|th|ol|dl|dt|dd|address|article|header|footer|figure|figcaption|sub|sup|tt|var|wbr|ins|del|kbd|samp|mark|time|abbr|cite|dfn|big|bdi|bdo|strike)$/

/** As the frame's own parser reads it: what changes its meaning on the way is seen here. */
const read = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

describe('cleaning a mail', () => {
  it.each(hostileMails)('S4 %s leaves nothing that could act', (_name, hostile) => {
    for (const wishes of [nothing, { pictures: true, quoted: true }]) {
      const page = read(cleanMail(hostile, wishes).html)
      const all = [...page.querySelectorAll('*')]
      expect(all.map(({ localName }) => localName).filter((name) => !HARMLESS.test(name))).toEqual([])
      const attributes = all.flatMap(({ attributes }) => [...attributes])
      expect(
        attributes.filter(({ name }) =>
          /^on|^xlink|^formaction$|^srcset$|^srcdoc$|^action$|^background$|^id$|^name$/.test(name),
        ),
      ).toEqual([])
      const addresses = attributes.filter(({ name }) => name === 'href' || name === 'src').map(({ value }) => value)
      expect(addresses.filter((value) => !/^(?:link|picture)\/\d+$|^data:image\/(?:png|gif)/.test(value))).toEqual([])
    }
  })

  it('F20 the words and the looks of an ordinary mail stay', () => {
    const { html, links, hasQuoted } = cleanMail(
      '<style>.a{color:red}</style><body bgcolor="#eee"><h1 class="a">Hello</h1><p style="text-align:center">Your <a href="https://shop.example/o/1" target="_blank">order</a></p>',
      nothing,
    )
    const page = read(html)
    expect(page.querySelector('h1')?.textContent).toBe('Hello')
    expect(html).toContain('.a{color:red}')
    expect(page.body.getAttribute('bgcolor')).toBe('#eee')
    expect(page.querySelector('p')?.getAttribute('style')).toBe('text-align:center')
    expect(links).toEqual([{ url: 'https://shop.example/o/1', text: 'order' }])
    expect(page.querySelector('a')?.outerHTML).toBe('<a href="link/0" title="https://shop.example/o/1">order</a>')
    expect(hasQuoted).toBe(false)
  })

  it('F20 pictures from outside stay away until wanted, those of the server come, pixels never do', () => {
    const mail =
      '<img src="https://shop.example/logo.png" alt="Logo" width="120" height="40"><img src="//cdn.example/a.gif">' +
      '<img src="https://chat.example/rails/active_storage/blobs/redirect/x/cup.png"><img src="data:image/png;base64,AAAA">' +
      '<img src="https://track.example/1.gif" width="1" height="1"><img src="https://track.example/2.gif" style="display:none">' +
      '<img src="https://track.example/3.gif" style="WIDTH : 2px">'
    const first = cleanMail(mail, nothing)
    expect(first.blocked).toEqual({ count: 2, hosts: ['shop.example', 'cdn.example'] })
    expect(first.pictures).toEqual(['https://chat.example/rails/active_storage/blobs/redirect/x/cup.png'])
    const box = read(first.html).querySelector('.perch-away')
    expect([box?.textContent, box?.getAttribute('style')]).toEqual(['Logo', 'width:120px;height:40px'])
    const then = cleanMail(mail, { pictures: true, quoted: false })
    expect(then.blocked.count).toBe(0)
    expect(then.pictures).toEqual(['https://shop.example/logo.png', 'https://cdn.example/a.gif', first.pictures[0]])
    expect(then.html).not.toContain('track.example')
  })

  it.each([
    ['Gmail', '<p>New</p><div class="gmail_quote">On Monday<blockquote>Old</blockquote></div>'],
    ['Apple and Thunderbird', '<p>New</p><div class="moz-cite-prefix">On Monday</div><blockquote type="cite">Old</blockquote>'],
    ['Outlook', '<p>New</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: me</div><div>Old</div>'],
  ])('F20 what %s quotes is folded', (_program, mail) => {
    const folded = cleanMail(mail, nothing)
    expect(folded.hasQuoted).toBe(true)
    const words = (html: string) => read(html).body.textContent
    expect(words(folded.html)).toBe('New')
    expect(words(cleanMail(mail, { pictures: false, quoted: true }).html)).toContain('Old')
  })

  it('F20 a mail that only forwards is shown', () => {
    const clean = cleanMail('<style>p{}</style><div class="gmail_quote">Forwarded: hello</div>', nothing)
    expect(clean.hasQuoted).toBe(false)
    expect(read(clean.html).body.textContent).toContain('hello')
  })
})
