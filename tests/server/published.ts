/** Newer versions of Perch as they are published, on a real server, and a Perch that lies in a folder and looks for them. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeServers } from '../../src-main/chatwoot/index'
import type { UpdateSource } from '../../src-main/core/updates/port'
import { clock } from '../../src-main/desktop/clock'
import { makeUpdateSource } from '../../src-main/desktop/updates/index'
import { signedBytes } from '../../src-main/desktop/updates/manifest'
import { FakeLog } from '../fakes/log'
import { tempFolder } from '../fakes/temp-folder'

export const MB = 1024 * 1024
export const PACKAGE = Buffer.alloc(3 * MB + 17, 'perch')
export const NAME = 'Perch-1.1.0-x86_64.AppImage'

export const pair = () => generateKeyPairSync('ed25519')
export type Pair = ReturnType<typeof pair>
export const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('base64')
const maker = pair()

interface Release {
  version?: string
  bytes?: Buffer
  size?: number
  digest?: string
  more?: string
  file?: string
  channel?: 'latest' | 'beta'
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

export class Published {
  /** By name; a test may put anything there. */
  readonly files = new Map<string, Buffer>()
  readonly log = new FakeLog()
  readonly startedAgain: string[] = []
  asked: { path: string; range: string | undefined }[] = []
  answer: Answer = (request, response) => this.serve(request, response)
  private readonly server: Server

  private constructor(readonly folder: string) {
    this.server = createServer((request, response) => {
      this.asked.push({ path: request.url ?? '', range: request.headers.range })
      this.answer(request, response)
    })
  }

  static async open(): Promise<Published> {
    const one = new Published(tempFolder('updates'))
    one.server.listen(0, '127.0.0.1')
    await new Promise((resolve) => one.server.once('listening', resolve))
    writeFileSync(join(one.folder, 'app-update.yml'), 'provider: generic\nurl: unused\nupdaterCacheDirName: perch-updater\n')
    mkdirSync(join(one.folder, 'programs'))
    writeFileSync(one.installed, 'the old one')
    process.env['APPIMAGE'] = one.installed
    return one
  }

  close(): void {
    delete process.env['APPIMAGE']
    this.server.close()
    this.server.closeAllConnections()
  }

  /** The AppImage that runs. */
  get installed(): string {
    return join(this.folder, 'programs', 'My Perch.AppImage')
  }

  get isOld(): boolean {
    return readFileSync(this.installed, 'utf8') === 'the old one'
  }

  /** Which pieces of packages were asked for. */
  pieces(): (string | undefined)[] {
    return this.asked.filter(({ path }) => path.endsWith('.AppImage')).map(({ range }) => range)
  }

  /** As the release script leaves it: `latest-linux.yml` and `.sig` beside the package. */
  publish({ version = '1.1.0', bytes = PACKAGE, more = '', file = NAME, channel = 'latest', ...said }: Release = {}): void {
    const digest = said.digest ?? sha512(bytes)
    const name = `${channel}-linux.yml`
    this.files.set(name, Buffer.from(manifestText({ version, file, digest, size: said.size ?? bytes.length }) + more))
    this.files.set(file, bytes)
    this.sign(name)
  }

  sign(name: string, by: Pair = maker, as = name): void {
    const bytes = this.files.get(name) ?? Buffer.alloc(0)
    this.files.set(`${name}.sig`, Buffer.from(sign(null, signedBytes(as, bytes), by.privateKey).toString('base64')))
  }

  edit(name: string, change: (text: string) => string): void {
    this.files.set(name, Buffer.from(change((this.files.get(name) ?? Buffer.alloc(0)).toString())))
  }

  /** A static host that knows ranges. */
  serve(request: IncomingMessage, response: ServerResponse): void {
    const bytes = this.files.get(decodeURIComponent((request.url ?? '').replace('/updates/', '')))
    if (!bytes) return void response.writeHead(404).end()
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    if (!range) return void response.writeHead(200).end(bytes)
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)]
    response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${bytes.length}` }).end(bytes.subarray(from, to + 1))
  }

  /** A Perch that runs, or after a restart the next one: nothing is kept in it but on the disk. */
  perch(): UpdateSource {
    const { folder, log } = this
    const { readRelease } = makeServers({ clock, log, userAgent: 'Perch/1.0.0' })
    const program = {
      ...{ version: '1.0.0', name: 'Perch', isPackaged: true, appUpdateConfigPath: join(folder, 'app-update.yml') },
      ...{ userDataPath: folder, baseCachePath: folder, whenReady: () => Promise.resolve() },
      ...{ relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined },
    }
    const key = maker.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    const homepage = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return makeUpdateSource({
      ...{ publisher: { homepage, key }, read: readRelease, program, log, appImage: this.installed },
      system: { platform: 'linux', arch: 'x64' },
      startAgain: (path) => void this.startedAgain.push(path),
    })
  }
}

/** As electron-builder writes it. */
export function manifestText({ version, file, digest, size }: { version: string; file: string; digest: string; size: number }) {
  return `version: ${version}
files:
  - url: '${file}'
    sha512: ${digest}
    size: ${size}
path: '${file}'
sha512: ${digest}
releaseDate: '2026-11-27T10:00:00.000Z'
`
}

export const nowhere = (): undefined => undefined
export const failed = (fault: string) => ({ kind: 'failed', fault })
