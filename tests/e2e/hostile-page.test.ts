// What a page could do that somebody else wrote, a customer's message that became script for example. It runs in our own
// window, with our own preload, and must get nowhere.
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callNames } from '../../src-preload/contract/names'
import { launchPerch, type Perch } from './app'
import { Trap } from './hosts/trap'
import { tryTheNetwork } from './network-ways'
import { eventually } from './steps'

interface Answer {
  ok: boolean
  error?: { kind: string }
}
type PageBridge = { call(...words: unknown[]): Promise<Answer> }

const refused: Answer = { ok: false, error: { kind: 'invalid-request' } }

describe('a hostile page', () => {
  let perch: Perch
  let page: Page
  let trap: Trap

  beforeAll(async () => {
    trap = await Trap.start()
    perch = await launchPerch()
    page = await perch.window()
    await page.getByRole('main').waitFor()
    // Links leave by the desktop's browser; here they are written down instead.
    await perch.app.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      Object.assign(shell, { openExternal: (url: string) => Promise.resolve(void opened.push(url)) })
    })
  })
  afterAll(async () => {
    await perch.dispose()
    await trap.stop()
  })

  const refusals = (): number => perch.output.split('navigation refused').length - 1
  const linksRefused = (): number => perch.output.split('link refused').length - 1
  const opened = (): Promise<string[]> => perch.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)

  /** The page is where it was, alive, and nobody was visited. */
  async function isAtHome(): Promise<void> {
    // Asked in the page: Playwright's own waiting stops for a navigation, also for one that never begins.
    const [where, height] = await page.evaluate(() => [location.href, document.querySelector('main')?.clientHeight ?? 0])
    expect(where).toMatch(/^app:\/\/window\/index\.html/)
    expect(height).toBeGreaterThan(0)
    expect(perch.app.windows()).toHaveLength(1)
    expect(trap.visits).toEqual([])
  }

  it.each([
    ['sets its address', (url: string) => void (location.href = url)],
    ['replaces itself', (url: string) => location.replace(url)],
    ['has a link that is clicked', (url: string) => Object.assign(document.createElement('a'), { href: url }).click()],
    [
      'refreshes itself elsewhere',
      (url: string) => {
        const meta = document.createElement('meta')
        meta.httpEquiv = 'refresh'
        meta.content = `0;url=${url}`
        document.head.append(meta)
      },
    ],
  ])('S2 it stays when it %s', async (_what, leave) => {
    const before = refusals()
    await page.evaluate(leave, trap.url)
    await eventually(
      () => Promise.resolve(refusals()),
      (count) => count > before,
    )
    await isAtHome()
  })

  it('S2 it stays when it sends a form away', async () => {
    const violated = await page.evaluate(
      (action) =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
          const form = Object.assign(document.createElement('form'), { action, method: 'post' })
          document.body.append(form)
          form.submit()
        }),
      trap.url,
    )
    expect(violated).toBe('form-action')
    await isAtHome()
  })

  it.each([['a link'], ['a file']])('S2 it stays when %s is dropped on it, and nothing is opened', async (what) => {
    const before = { opened: (await opened()).length, refused: linksRefused() }
    const cdp = await page.context().newCDPSession(page)
    const items = what === 'a link' ? [{ mimeType: 'text/uri-list', data: trap.url }] : []
    const data = { items, files: what === 'a file' ? ['/etc/hostname'] : [], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await cdp.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    }
    // What is opened after it shows that nothing was opened by it.
    await page.evaluate((url) => void window.open(url), `${trap.url}?after`)
    await eventually(opened, (all) => all.at(-1) === `${trap.url}?after`)
    expect((await opened()).slice(before.opened)).toEqual([`${trap.url}?after`])
    expect(linksRefused()).toBe(before.refused)
    await isAtHome()
  })

  it('S2 it opens no window; links of the web go to the browser, others nowhere', async () => {
    const before = (await opened()).length
    const urls = [trap.url, 'file:///etc/passwd', 'javascript:alert(1)', 'app://window/index.html', 'perch://conversation/1/1']
    const got = await page.evaluate((all) => all.map((url) => window.open(url) === null), urls)
    expect(got).toEqual(urls.map(() => true))
    await page.evaluate((url) => {
      Object.assign(document.createElement('a'), { href: url, target: '_blank' }).click()
    }, `${trap.url}?clicked`)
    await eventually(opened, (all) => all.at(-1) === `${trap.url}?clicked`)
    expect((await opened()).slice(before)).toEqual([trap.url, `${trap.url}?clicked`])
    await isAtHome()
  })

  it('S2 it has no network, whatever it tries', async () => {
    const ways = await page.evaluate(tryTheNetwork, { http: trap.url, ws: trap.url.replace('http', 'ws') })
    expect(Object.values(ways).filter((end) => end !== 'failed')).toEqual([])
    await isAtHome()
  })

  it('S2 it has no way out through WebRTC either', async () => {
    const gathered = await page.evaluate(
      async ({ udp, tcp }) => {
        const urls = [`stun:127.0.0.1:${udp}`, `turn:127.0.0.1:${udp}`, `turn:127.0.0.1:${tcp}?transport=tcp`]
        const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'a', credential: 'b' }] })
        peer.createDataChannel('leak')
        const done = new Promise((resolve) => {
          peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(null)
        })
        await peer.setLocalDescription(await peer.createOffer())
        await done
        const sdp = peer.localDescription?.sdp ?? ''
        peer.close()
        return sdp
      },
      { udp: trap.udpPort, tcp: trap.tcpPort },
    )
    expect(gathered).not.toMatch(/^a=candidate/m)
    await isAtHome()
  })

  it('S2 it may ask for nothing of the machine', async () => {
    const states = await page.evaluate(async () => {
      const denied = (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => 'granted',
          () => 'denied',
        )
      const place = new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))
      return Promise.all([
        Notification.requestPermission(),
        denied(place),
        denied(navigator.mediaDevices.getUserMedia({ audio: true })),
        denied(navigator.clipboard.readText()),
      ])
    })
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
  })

  it('S3 unknown calls and surplus keys are refused; a good one is answered', async () => {
    const answers = await page.evaluate(() => {
      const { bridge } = window as unknown as { bridge: PageBridge }
      return Promise.all([
        bridge.call('profile.steal', {}),
        bridge.call('__proto__', {}),
        bridge.call('settings.get', { more: 1 }),
        bridge.call('settings.set', { language: 'en', token: 'x' }),
        bridge.call('draft.get', { conversation: { profileId: '../..', accountId: 'one', conversationId: 1 } }),
        bridge.call('link.open', { url: 'file:///etc/passwd' }),
        bridge.call('settings.get', {}),
      ])
    })
    expect(answers.slice(0, 5)).toEqual(answers.slice(0, 5).map(() => refused))
    expect(answers.slice(5)).toMatchObject([{ ok: true, value: { opened: false } }, { ok: true }])
    expect(await page.evaluate(() => Object.keys((window as unknown as { bridge: object }).bridge).sort())).toEqual([
      'call',
      'on',
    ])
  })

  it.each([
    ['another host of our scheme', 'app://media/nothing'],
    ['a page of data', 'data:text/html,<p>hello'],
    ['an empty page', 'about:blank'],
  ])('S3 the same preload in %s gets no answer', async (_what, url) => {
    expect(await askFrom(url)).toEqual(refused)
  })

  it('S3 a burst of a thousand messages that make no sense is refused one by one, and Perch goes on', async () => {
    const answers = await page.evaluate(async (names) => {
      const { bridge } = window as unknown as { bridge: PageBridge }
      const junk = [
        null,
        undefined,
        5,
        'x'.repeat(200_001),
        [],
        [{}],
        new Map(),
        new Date(),
        { x: 1 },
        { __proto__: null, token: 'x' },
      ]
      return Promise.all(names.flatMap((name) => junk.map((one) => bridge.call(name, one))))
    }, callNames)
    expect(answers).toHaveLength(callNames.length * 10)
    expect(answers.filter(({ error }) => error?.kind !== 'invalid-request')).toEqual([])
    await isAtHome()
  })

  it('S3 a frame inside our own page gets no answer, the page itself does', async () => {
    expect(await askFrom('app://window/index.html', { isInFrame: true })).toEqual(refused)
    expect(await askFrom('app://window/index.html')).toMatchObject({ ok: true })
  })

  /** Asks for the settings from a page that has our preload, or from a frame in it. */
  function askFrom(url: string, { isInFrame = false } = {}): Promise<Answer> {
    return perch.app.evaluate(
      async ({ app, BrowserWindow }, where) => {
        const preload = `${app.getAppPath()}/out/preload/index.cjs`
        const webPreferences = { preload, sandbox: true, nodeIntegrationInSubFrames: where.isInFrame }
        const window = new BrowserWindow({ show: false, webPreferences })
        await window.loadURL(where.url)
        const contents = window.webContents
        if (where.isInFrame)
          await contents.executeJavaScript(
            `new Promise((onload) => document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<p>hello', onload })))
               .then(() => undefined)`,
          )
        const frame = where.isInFrame ? contents.mainFrame.frames[0] : contents.mainFrame
        const answer = (await frame?.executeJavaScript(`bridge.call('settings.get', {})`)) as Answer
        window.destroy()
        return answer
      },
      { url, isInFrame },
    )
  }
})
