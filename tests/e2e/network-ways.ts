/** Runs in the page: every way a page has to say something to somebody; how each ended. */
export async function tryTheNetwork({ http, ws }: { http: string; ws: string }): Promise<Record<string, string>> {
  const element = (tag: string, attributes: Record<string, string>): Promise<string> =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement(tag), attributes)
      made.onload = () => resolve('loaded')
      made.onerror = () => resolve('failed')
      // A plug-in or a frame that is refused says nothing but this.
      document.addEventListener('securitypolicyviolation', () => resolve('failed'))
      document.body.append(made)
    })
  const ended = (target: EventTarget): Promise<string> =>
    new Promise((resolve) => {
      target.addEventListener('open', () => resolve('opened'))
      target.addEventListener('error', () => resolve('failed'))
    })
  const promised = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'answered',
      () => 'failed',
    )
  const started = (make: () => Promise<string>): Promise<string> => {
    try {
      return make()
    } catch {
      return Promise.resolve('failed')
    }
  }
  const request = new XMLHttpRequest()
  const ways: Record<string, () => Promise<string>> = {
    fetch: () => promised(fetch(http)),
    'fetch, no answer wanted': () => promised(fetch(http, { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true })),
    xhr: () => {
      request.open('GET', http)
      request.send()
      return ended(request)
    },
    socket: () => ended(new WebSocket(ws)),
    events: () => ended(new EventSource(http)),
    module: () => promised(import(/* @vite-ignore */ http)),
    worker: () => ended(new Worker(http)),
    'service worker': () => promised(navigator.serviceWorker.register(http)),
    picture: () => element('img', { src: http }),
    style: () => element('link', { rel: 'stylesheet', href: http }),
    script: () => element('script', { src: http }),
    frame: () => element('iframe', { src: http }),
    object: () => element('object', { data: http }),
    video: () => element('video', { src: http }),
    font: () => promised(new FontFace('evil', `url(${http})`).load()),
  }
  const ends = Object.entries(ways).map(async ([way, make]) => [way, await started(make)] as const)
  navigator.sendBeacon(http, 'x')
  return Object.fromEntries(await Promise.all(ends))
}
