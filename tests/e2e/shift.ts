/**
 * An agent at work: a server, a desktop with notifications and a tray, and the app signed in with the window open. Most
 * journeys begin here; those about signing in do not.
 */
import type { Page } from 'playwright'
import type { Answer } from '../../src-preload/contract/errors'
import type { ConversationRef } from '../../src-preload/contract/ids'
import type { CallName } from '../../src-preload/contract/names'
import type { CallInput, CallOutput } from '../../src-preload/contract/schemas/index'
import { launchPerch, type Perch } from './app'
import { NO_RING } from './home'
import type { LaunchOptions } from './launch'
import { NotificationServer } from './hosts/notification-server'
import { TrayWatcher } from './hosts/tray-watcher'
import { type Customer, type Inbox, Office } from './office'
import { signInWithToken } from './steps'

export interface ShiftPlan {
  /** Opened by the test, with what it needs; closed by the shift. Else the usual one. */
  office?: Office
  /** What the notification daemon can do; else what GNOME's can. */
  capabilities?: string[]
  /** Where the app finds the server when it is not the server's own address. */
  address?: string
  app?: LaunchOptions
}

interface Begun {
  office: Office
  desktop: NotificationServer
  panel: TrayWatcher
  perch: Perch
  /** An inbox of the first account, with the agent and a colleague as its members. */
  inbox: Inbox
}

export class Shift {
  readonly office: Office
  readonly desktop: NotificationServer
  readonly panel: TrayWatcher
  readonly perch: Perch
  readonly inbox: Inbox

  private constructor({ office, desktop, panel, perch, inbox }: Begun) {
    this.office = office
    this.desktop = desktop
    this.panel = panel
    this.perch = perch
    this.inbox = inbox
  }

  static async begin({ office, capabilities, address, app = {} }: ShiftPlan = {}): Promise<Shift> {
    office ??= await Office.open()
    const desktop = await NotificationServer.start(capabilities)
    const panel = await TrayWatcher.start()
    const inbox = await office.addInbox('Website', ['agent', 'agent2'])
    const perch = await launchPerch({ settings: NO_RING, ...app })
    await signInWithToken(await perch.window(), office, address === undefined ? {} : { address })
    // Without a panel closing would minimise.
    await panel.waitForItem()
    return new Shift({ office, desktop, panel, perch, inbox })
  }

  page(): Promise<Page> {
    return this.perch.window()
  }

  customer(name: string): Promise<Customer> {
    return this.office.addCustomer(this.inbox, name)
  }

  /** As by the button of the title bar. */
  async hideWindow(): Promise<void> {
    await this.perch.until(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.close()
      return true
    }, Boolean)
    await this.waitForWindow(false)
  }

  async showWindow(): Promise<void> {
    await (await this.panel.waitForItem()).activate()
    await this.waitForWindow()
  }

  /** As the app itself does after ten minutes out of sight. */
  async destroyWindow(): Promise<void> {
    await this.perch.until(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => /window\/(?!quick)/.test(one.webContents.getURL()))
        ?.destroy()
      return true
    }, Boolean)
    await this.waitForWindow(false)
  }

  async waitForWindow(isVisible = true): Promise<void> {
    await this.perch.until(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()),
      (seen) => seen === isVisible,
    )
  }

  /** Why messages of a conversation did or did not alert, newest first, as the app remembers it half a second later. */
  async verdicts({ conversation, account }: Customer): Promise<(string | null)[]> {
    const verdicts = await this.ask('alert.history', { limit: 100 })
    return verdicts
      .filter(({ conversation: of }) => of.accountId === account && of.conversationId === conversation)
      .map(({ alerted, reason }) => (alerted ? 'alerted' : reason))
  }

  /** Replies that have not left, as the app tells its own window. */
  outbox(): Promise<CallOutput<'outbox.list'>> {
    return this.ask('outbox.list', {})
  }

  profiles(): Promise<CallOutput<'profile.list'>> {
    return this.ask('profile.list', {})
  }

  /** The draft of a conversation as it is on disk. */
  async draftOf({ account, conversation }: Customer): Promise<CallOutput<'draft.get'>> {
    const [profile] = await this.profiles()
    if (profile === undefined) throw new Error('nobody is signed in')
    const ref = { profileId: profile.id, accountId: account, conversationId: conversation } as ConversationRef
    return this.ask('draft.get', { conversation: ref })
  }

  /** A call of the treaty from the page. */
  async ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    return askBridge(await this.page(), name, input)
  }

  async end(): Promise<void> {
    await this.perch.dispose()
    this.desktop.stop()
    this.panel.stop()
    await this.office.close()
  }
}

/** A call of the treaty from the page, as the window itself makes it. */
export async function askBridge<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = (await page.evaluate(
    ([callName, words]) => {
      const { bridge } = window as unknown as { bridge: { call(...call: unknown[]): Promise<unknown> } }
      return bridge.call(callName, words)
    },
    [name, input],
  )) as Answer<CallOutput<N>>
  if (!answer.ok) throw new Error(`${name}: ${answer.error.kind}`)
  return answer.value
}
