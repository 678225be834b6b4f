/**
 * electron-updater, held to what we want of it: it compares versions, honours a rollout by percentage, keeps what was fetched
 * and runs the installers of Windows and macOS. Where manifests come from, what is believed and how bytes come is ours.
 */
import { AppImageUpdater, type AppUpdater, MacUpdater, NoOpLogger, NsisUpdater, Provider } from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import type { Manifest } from './manifest'

/** Structurally electron-updater's own view of the program. */
export interface Program {
  version: string
  name: string
  isPackaged: boolean
  appUpdateConfigPath: string
  /** Which share of everybody this computer is in, is kept here. */
  userDataPath: string
  baseCachePath: string
  whenReady(): Promise<void>
  relaunch(): void
  quit(): void
  onQuit(handler: (exitCode: number) => void): void
}

export interface EngineNeeds {
  platform: NodeJS.Platform
  program: Program
  /** The address of a file that a manifest names. */
  addressOf: (file: string) => URL
  /** Throws what is wrong with it. */
  readManifest: () => Promise<Manifest>
  /** Throws what is wrong with it. */
  download: (wanted: { url: string; size: number; sha512: string }, destination: string) => Promise<void>
}

export interface Engine {
  /** The version, if it is newer than ours and meant for this computer. */
  look(): Promise<string | null>
  /** Downloads what `look` found; resolves with the file. */
  fetch(): Promise<string>
  /** Windows and macOS: hands what was fetched to the system's installer. */
  install(isStartedAgain: boolean): Promise<void>
}

/** What electron-updater hands to whoever downloads. */
interface DownloadWish {
  sha512?: string | null
}

export function makeEngine(needs: EngineNeeds): Engine {
  const updater = updaterOf(needs)
  updater.logger = new NoOpLogger()
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.allowPrerelease = true
  updater.disableDifferentialDownload = true
  // Whether this copy may be updated was decided before (way.ts).
  updater.forceDevUpdateConfig = true
  updater.updateConfigPath = needs.program.appUpdateConfigPath
  const sizes = new Map<string, number>()
  updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(needs, sizes) })
  Object.assign(updater, { httpExecutor: { download: downloadOf(needs, sizes) } })
  return {
    async look() {
      const found = await updater.checkForUpdates()
      return found?.isUpdateAvailable ? found.updateInfo.version : null
    },
    async fetch() {
      const [file] = await updater.downloadUpdate()
      if (file === undefined) throw new Error('nothing was downloaded')
      return file
    },
    async install(isStartedAgain) {
      if (updater instanceof NsisUpdater) updater.install(!isStartedAgain, isStartedAgain)
      else updater.quitAndInstall(true, isStartedAgain)
      await Promise.resolve()
    },
  }
}

function updaterOf({ platform, program }: EngineNeeds): AppUpdater {
  if (platform === 'win32') return new NsisUpdater(null, program)
  if (platform === 'darwin') return new MacUpdater(undefined, program)
  return new AppImageUpdater(null, program)
}

function providerOf({ readManifest, addressOf }: EngineNeeds, sizes: Map<string, number>) {
  return class extends Provider<Manifest> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }

    getLatestVersion(): Promise<Manifest> {
      return readManifest()
    }

    resolveFiles({ files }: Manifest) {
      return files.map((info) => {
        const url = addressOf(info.url)
        sizes.set(url.href, info.size)
        return { url, info }
      })
    }
  }
}

function downloadOf({ download }: EngineNeeds, sizes: Map<string, number>) {
  return (url: URL, destination: string, { sha512 }: DownloadWish) =>
    download({ url: url.href, size: sizes.get(url.href) ?? 0, sha512: sha512 ?? '' }, destination)
}
