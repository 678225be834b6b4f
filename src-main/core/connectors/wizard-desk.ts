/** One wizard at a time: the newest that was asked for. It goes on while the window is away, and the report waits for it. */
import type {
  ConnectorCard,
  WizardAsk,
  WizardAt,
  WizardReport,
  WizardUndone,
} from '../../../src-preload/contract/schemas/wizard'
import { type Answer } from '../../../src-preload/contract/errors'
import { ok, refuse } from '../answer'
import type { Log } from '../ports'
import { atAccount, type DoorNeeds } from './account-door'
import { connectorNamed, connectors } from './definitions'
import { keepable, type MadeAt, type MadeBook } from './made-book'
import { because } from './reason'
import { isPrivateUrl } from './rules'
import { type Before, type ConnectorAsk, freshRun, isFinished, type Run } from './run'
import { summaryOf } from './summary'
import { undoConnector } from './undo'
import { planConnector, runConnector } from './wizard'

export interface WizardDesk {
  connectors(): ConnectorCard[]
  begin(ask: WizardAsk, dry: boolean): Answer<Record<string, never>>
  undo(at: WizardAt): Answer<Record<string, never>>
  /** How many things earlier runs made and nobody has taken back. */
  kept(at: WizardAt): { made: number }
  report(): WizardReport | null
}

interface WizardNeeds extends DoorNeeds {
  log: Log
  memory: MadeBook
  /** There is more to read. */
  changed: () => void
}

interface Sheet {
  at: WizardAt
  /** Null after an undo of what was made before Perch was started. */
  wanted: ConnectorAsk | null
  mode: WizardReport['mode']
  isBusy: boolean
  run: Run
  undone: WizardUndone[]
  baseUrl: string
}

/** Makes the desk. It holds the newest run; what was made lies on disk as well, so that undo knows it after a restart. */
export function makeWizardDesk(needs: WizardNeeds): WizardDesk {
  return new TheWizard(needs)
}

const busy = refuse({ kind: 'invalid-request' })

class TheWizard implements WizardDesk {
  private sheet: Sheet | null = null

  constructor(private readonly needs: WizardNeeds) {}

  connectors(): ConnectorCard[] {
    return connectors.map(cardOf)
  }

  report(): WizardReport | null {
    return this.sheet === null ? null : reportOf(this.sheet)
  }

  kept(at: WizardAt): { made: number } {
    return { made: this.before(at)?.made.length ?? 0 }
  }

  begin(ask: WizardAsk, dry: boolean): Answer<Record<string, never>> {
    const connector = connectorNamed(ask.connectorId)
    if (connector === null) return refuse({ kind: 'not-found' })
    if (this.sheet?.isBusy) return busy
    const before = this.before(ask)
    const wanted: ConnectorAsk = { ...ask, account: ask.accountId, connector }
    const about = { wanted, at: atOf(ask), baseUrl: '', undone: [] }
    const mine: Sheet = { ...about, mode: dry ? 'plan' : 'run', isBusy: true, run: freshRun(before) }
    this.work(mine, async ({ entry, connectors: server }) => {
      mine.baseUrl = entry.baseUrl
      const told = (run: Run): void => {
        mine.run = run
        this.keep(mine)
        this.needs.changed()
      }
      mine.run = await (dry ? planConnector(server, wanted, before) : runConnector(server, wanted, { before, told }))
      return ok(null)
    })
    return ok({})
  }

  undo(at: WizardAt): Answer<Record<string, never>> {
    if (this.sheet?.isBusy) return busy
    const before = this.before(at)
    if (before === null) return refuse({ kind: 'not-found' })
    const about = { wanted: this.sheetOf(at)?.wanted ?? null, at: atOf(at), baseUrl: '', undone: [] }
    const mine: Sheet = { ...about, mode: 'undo', isBusy: true, run: freshRun(before) }
    this.work(mine, async ({ connectors: server }) => {
      const result = await undoConnector(server, at.accountId, before)
      mine.undone = result.undone
      mine.run = freshRun(result.run)
      this.keep(mine)
      return ok(null)
    })
    return ok({})
  }

  private sheetOf(at: WizardAt): Sheet | null {
    return this.sheet !== null && isSame(this.sheet.at, at) ? this.sheet : null
  }

  /** What this connector has left in this account: the run in memory knows more than the disk does. */
  private before(at: WizardAt): Before | null {
    const shown = this.sheetOf(at)
    if (shown !== null) return shown.run
    const key = this.keyOf(at)
    const made = key === null ? [] : this.needs.memory.read(key)
    return made.length > 0 ? { made, asked: [] } : null
  }

  private keep({ at, run }: Sheet): void {
    const key = this.keyOf(at)
    if (key !== null) this.needs.memory.write(key, keepable(run))
  }

  private keyOf({ profileId, accountId, connectorId }: WizardAt): MadeAt | null {
    const entry = this.needs.book.list().find(({ id }) => id === profileId)
    return entry ? { baseUrl: entry.baseUrl, account: accountId, connector: connectorId } : null
  }

  /** Works at the server; a refusal before the first step is the end of that step. */
  private work(mine: Sheet, errand: Parameters<typeof atAccount<null>>[2]): void {
    this.sheet = mine
    this.needs.changed()
    atAccount(this.needs, mine.at, errand)
      .then((answer) => {
        if (!answer.ok) mine.run = stopped(mine.run)
      })
      .catch((error: unknown) => void this.needs.log.bug('wizard', error))
      .finally(() => {
        mine.isBusy = false
        this.needs.changed()
      })
  }
}

function cardOf({ id, inboxName, attribute, events, testUserId, helpKey }: (typeof connectors)[number]): ConnectorCard {
  return { id, inboxName, attributeKey: attribute.key, events: [...events], testUserId, helpKey }
}

/** The same connector in the same account: then what was made before is still its to undo. */
function isSame(a: WizardAt, b: WizardAt): boolean {
  return a.profileId === b.profileId && a.accountId === b.accountId && a.connectorId === b.connectorId
}

function atOf({ profileId, accountId, connectorId }: WizardAt): WizardAt {
  return { profileId, accountId, connectorId }
}

/** The account is signed out or gone from this computer. */
function stopped(run: Run): Run {
  const reason = because('no-account')
  return { ...run, steps: run.steps.map((one) => (one.step === 'connection' ? { ...one, state: 'failed', reason } : one)) }
}

function reportOf({ wanted, at, mode, isBusy, run, undone, baseUrl }: Sheet): WizardReport {
  const isOver = mode === 'run' && !isBusy && isFinished(run)
  return {
    ...{ at, mode, isBusy, undone },
    isFinished: isOver,
    isPrivate: wanted !== null && isPrivateUrl(wanted.webhookUrl),
    steps: run.steps,
    made: run.made.length,
    summary: isOver && wanted !== null ? summaryOf(run, wanted, baseUrl) : null,
  }
}
