/** One agent at her own computer: her home, her line to the server, her Perch. For journeys with more than one of them. */
import type { Page } from 'playwright'
import { launchPerch, type Perch } from './app'
import { NO_RING, makeHome, removeHome } from './home'
import { FaultProxy } from './hosts/fault-proxy'
import type { Office } from './office'
import { signInWithToken } from './steps'

export class AgentDesk {
  private constructor(
    private readonly home: string,
    readonly line: FaultProxy,
    readonly perch: Perch,
  ) {}

  /** Signed in and live. */
  static async open(office: Office, key = 'agent'): Promise<AgentDesk> {
    const line = await FaultProxy.start(new URL(office.base))
    const home = makeHome(NO_RING)
    const perch = await launchPerch({ home })
    await signInWithToken(await perch.window(), office, { key, address: line.url.href })
    return new AgentDesk(home, line, perch)
  }

  page(): Promise<Page> {
    return this.perch.window()
  }

  /** The cable is pulled; resolves when the window says so. */
  async goOffline(): Promise<void> {
    this.line.set({ isRefusing: true })
    this.line.resetAll()
    await this.sees(/^Offline/)
  }

  /** Waits until these words are somewhere in the window. */
  async sees(words: string | RegExp): Promise<void> {
    await (await this.page()).getByText(words).first().waitFor({ timeout: 60_000 })
  }

  async close(): Promise<void> {
    await this.perch.dispose()
    await this.line.stop()
    removeHome(this.home)
  }
}
