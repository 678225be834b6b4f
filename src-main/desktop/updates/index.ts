/** The update source: reads what is published, believes what is signed, fetches it in pieces and puts it in place. */
import { join } from 'node:path'
import type { Log } from '../../core/ports'
import type { ReadRelease, UpdateChannel, UpdateFault, UpdateLook, UpdateSource } from '../../core/updates/port'
import { replaceAppImage } from './appimage'
import { type Engine, makeEngine, type Program } from './engine'
import { type Manifest, manifestName, openManifest } from './manifest'
import { fetchPieces } from './pieces'
import type { Publisher } from './way'

export interface UpdateSourceNeeds {
  publisher: Publisher
  read: ReadRelease
  program: Program
  system: { platform: NodeJS.Platform; arch: string }
  /** The running AppImage, if it is one. */
  appImage: string | null
  /** Starts it again after this process has ended. */
  startAgain: (program: string) => void
  log: Log
}

/** Carries what went wrong through electron-updater. */
class Trouble extends Error {
  constructor(readonly fault: UpdateFault) {
    super(fault)
  }
}

export function makeUpdateSource(needs: UpdateSourceNeeds): UpdateSource {
  return new Source(needs)
}

class Source implements UpdateSource {
  private channel: UpdateChannel = 'stable'
  private moved: (share: number) => void = () => undefined
  private fetched: string | null = null
  private readonly engine: Engine

  constructor(private readonly needs: UpdateSourceNeeds) {
    this.engine = makeEngine({
      platform: needs.system.platform,
      program: needs.program,
      addressOf: (file) => this.addressOf(file),
      readManifest: () => this.readManifest(),
      download: (wanted, destination) => this.download(wanted, destination),
    })
  }

  async look(channel: UpdateChannel): Promise<UpdateLook> {
    this.channel = channel
    try {
      const version = await this.engine.look()
      return version === null ? { kind: 'current' } : { kind: 'newer', version }
    } catch (error: unknown) {
      return { kind: 'failed', fault: this.faultOf(error, 'unreadable') }
    }
  }

  async fetch(moved: (share: number) => void): Promise<UpdateFault | null> {
    this.moved = moved
    this.fetched = null
    try {
      this.fetched = await this.engine.fetch()
      return null
    } catch (error: unknown) {
      return this.faultOf(error, 'disk')
    }
  }

  async install(isStartedAgain: boolean): Promise<UpdateFault | null> {
    const { appImage, startAgain } = this.needs
    if (this.fetched === null) return 'not-installed'
    try {
      if (appImage === null) await this.engine.install(isStartedAgain)
      else {
        await replaceAppImage(appImage, this.fetched)
        if (isStartedAgain) startAgain(appImage)
      }
      return null
    } catch (error: unknown) {
      return this.faultOf(error, 'not-installed')
    }
  }

  private addressOf(file: string): URL {
    return new URL(`updates/${encodeURIComponent(file)}`, `${this.needs.publisher.homepage.replace(/\/$/, '')}/`)
  }

  private async readManifest(): Promise<Manifest> {
    const name = manifestName(this.channel, this.needs.system)
    const bytes = await this.readWhole(name)
    const signature = await this.readWhole(`${name}.sig`)
    const opened = openManifest({ name, bytes, signature }, this.needs.publisher.key)
    if (typeof opened === 'string') throw new Trouble(opened)
    return opened
  }

  private async readWhole(file: string): Promise<Uint8Array> {
    const answer = await this.needs.read(this.addressOf(file).href, null)
    if (answer.kind === 'failed') throw new Trouble(answer.fault)
    return answer.bytes
  }

  private async download(wanted: { url: string; size: number; sha512: string }, destination: string): Promise<void> {
    const fault = await fetchPieces(wanted, {
      read: this.needs.read,
      folder: join(this.needs.program.baseCachePath, 'updates'),
      destination,
      moved: (bytes) => this.moved(bytes / wanted.size),
    })
    if (fault !== null) throw new Trouble(fault)
  }

  /** What electron-updater or the system threw, in our words; the rest of it goes into the log. */
  private faultOf(error: unknown, otherwise: UpdateFault): UpdateFault {
    if (error instanceof Trouble) return error.fault
    this.needs.log.bug('update', error)
    return otherwise
  }
}
