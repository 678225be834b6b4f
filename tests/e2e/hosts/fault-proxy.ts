// A bad network on loopback: a TCP proxy in front of the fake server that is slow, narrow, silent,
// refusing, cutting, or that loses the answer to a request the server has already carried out.
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export interface Faults {
  /** Added to every chunk, each way. */
  latencyMs: number
  /** Bytes a second and direction; 0 = as fast as it goes. */
  bytesPerSecond: number
  /** Connections stay open, nothing arrives: a half-open TCP connection, a dead Wi-Fi. */
  isSilent: boolean
  /** New connections are reset at once: the server is down. */
  isRefusing: boolean
  /** Connections are reset after so many bytes from the server; 0 = never. */
  cutAfterBytes: number
}

const NO_FAULTS: Faults = { latencyMs: 0, bytesPerSecond: 0, isSilent: false, isRefusing: false, cutAfterBytes: 0 }

/** The request reaches the server, its answer does not reach the app. */
export interface LostAnswer {
  /** Looked for in the request's head, e.g. /^POST .*\/messages/. */
  request: RegExp
  /** How the app notices: the connection is reset, or nothing ever comes. */
  end: 'reset' | 'silence'
  times?: number
}

interface Pair {
  app: Socket
  server: Socket | undefined
  asked: number
  answered: number
  lost: LostAnswer['end'] | undefined
}

export class FaultProxy {
  private faults: Faults = { ...NO_FAULTS }
  private readonly pairs = new Set<Pair>()
  private readonly toLose: Required<LostAnswer>[] = []
  private uploads = { afterBytes: 0, times: 0 }
  /** How many answers were lost on purpose so far. */
  lostAnswers = 0
  /** How many connections were cut after so many bytes, either way. */
  cuts = 0

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
  ) {}

  /** Starts in front of `target`, e.g. new URL('http://127.0.0.1:3000'). */
  static async start(target: URL): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true })
    const proxy = new FaultProxy(server, { host: target.hostname, port: Number(target.port) })
    server.on('connection', (socket) => proxy.accept(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  /** The address to give to the app instead of the server's. */
  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`)
  }

  /** How many connections the app holds. */
  get connections(): number {
    return this.pairs.size
  }

  /** What the connection that has carried most so far has brought to the server. */
  get uploadedBytes(): number {
    return Math.max(0, ...[...this.pairs].map(({ asked }) => asked))
  }

  /** Changes some faults; they hold for open connections too. */
  set(faults: Partial<Faults>): void {
    this.faults = { ...this.faults, ...faults }
  }

  /** The network is well again; connections that were silenced are dead and get reset. */
  heal(): void {
    if (this.faults.isSilent) this.resetAll()
    this.faults = { ...NO_FAULTS }
    this.toLose.length = 0
    this.uploads.times = 0
  }

  /** Loses the answer to the next requests that fit. */
  loseAnswer(lost: LostAnswer): void {
    this.toLose.push({ times: 1, ...lost })
  }

  /** The next connections that carry so many bytes to the server are reset there: a file breaks off in the middle. */
  cutUploads(cut: { afterBytes: number; times: number }): void {
    this.uploads = { ...cut }
  }

  /** Resets every open connection now. */
  resetAll(): void {
    for (const pair of this.pairs) drop(pair)
  }

  async stop(): Promise<void> {
    this.resetAll()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private accept(app: Socket): void {
    app.on('error', () => undefined)
    if (this.faults.isRefusing) return void app.resetAndDestroy()
    const pair: Pair = { app, server: undefined, asked: 0, answered: 0, lost: undefined }
    this.pairs.add(pair)
    app.once('close', () => this.pairs.delete(pair))
    // A silent network does not even finish the handshake; the app may only see its own time-out.
    if (this.faults.isSilent) return
    pair.server = connect({ ...this.target, allowHalfOpen: true })
    pair.server.on('error', () => app.resetAndDestroy())
    this.carry(app, pair.server, (chunk) => this.request(pair, chunk))
    this.carry(pair.server, app, (chunk) => this.answer(pair, chunk))
  }

  /** Passes chunks on in order, each held back as the faults of the moment demand. */
  private carry(from: Socket, to: Socket, mayPass: (chunk: Buffer) => boolean): void {
    let queue = Promise.resolve()
    from.on('data', (chunk: Buffer) => {
      const { latencyMs, bytesPerSecond, isSilent } = this.faults
      if (isSilent || !mayPass(chunk)) return
      const due = Date.now() + latencyMs
      // A narrow line is felt by whoever sends.
      if (bytesPerSecond > 0) from.pause()
      queue = queue.then(async () => {
        await wait(Math.max(0, due - Date.now()))
        if (bytesPerSecond > 0) await wait((chunk.length / bytesPerSecond) * 1000)
        if (to.writable) to.write(chunk)
        from.resume()
      })
    })
    from.on('end', () => void queue.then(() => this.faults.isSilent || to.end()))
    from.on('close', () => void queue.then(() => this.faults.isSilent || to.destroy()))
  }

  private request(pair: Pair, chunk: Buffer): boolean {
    pair.asked += chunk.length
    if (this.uploads.times > 0 && pair.asked > this.uploads.afterBytes) {
      this.uploads.times -= 1
      this.cuts += 1
      drop(pair)
      return false
    }
    const fitting = this.toLose.find((lost) => lost.request.test(chunk.toString('latin1', 0, 2048)))
    if (!fitting) return true
    fitting.times -= 1
    if (fitting.times <= 0) this.toLose.splice(this.toLose.indexOf(fitting), 1)
    pair.lost = fitting.end
    return true
  }

  /** The first byte of the answer proves that the server has carried the request out: now it may be lost. */
  private answer(pair: Pair, chunk: Buffer): boolean {
    if (pair.lost) {
      this.lostAnswers += 1
      if (pair.lost === 'reset') drop(pair)
      return false
    }
    pair.answered += chunk.length
    const { cutAfterBytes } = this.faults
    if (cutAfterBytes === 0 || pair.answered < cutAfterBytes) return true
    this.cuts += 1
    pair.app.write(chunk.subarray(0, chunk.length - (pair.answered - cutAfterBytes)), () => drop(pair))
    return false
  }
}

function drop(pair: Pair): void {
  pair.app.resetAndDestroy()
  pair.server?.resetAndDestroy()
}
