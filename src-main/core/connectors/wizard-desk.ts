/** One wizard at a time: the newest that was asked for. It goes on while the window is away, and the report waits for it. */
import type { ConnectorCard, WizardAsk, WizardReport, WizardUndone } from '../../../src-preload/contract/schemas/wizard'
import { type Answer } from '../../../src-preload/contract/errors'
import { ok, refuse } from '../answer'
import type { Log } from '../ports'
import { atAccount, type DoorNeeds } from './account-door'
import { connectorNamed, connectors } from './definitions'
import { because } from './reason'
import { type ConnectorAsk, freshRun, isFinished, type Run } from './run'
import { summaryOf } from './summary'
import { undoConnector } from './undo'
import { planConnector, runConnector } from './wizard'

export interface WizardDesk {
  connectors(): ConnectorCard[]
  begin(ask: WizardAsk, dry: boolean): Answer<Record<string, never>>
  undo(): Answer<Record<string, never>>
  report(): WizardReport | null
}

interface WizardNeeds extends DoorNeeds {
  log: Log
  /** There is more to read. */
  changed: () => void
}

interface Sheet {
  ask: WizardAsk
  wanted: ConnectorAsk
  mode: WizardReport['mode']
  isBusy: boolean
  run: Run
  undone: WizardUndone[]
  baseUrl: string
}

/** Makes the desk; it holds the newest run in memory, so that undo knows what was made. */
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

  begin(ask: WizardAsk, dry: boolean): Answer<Record<string, never>> {
    const connector = connectorNamed(ask.connectorId)
    if (connector === null) return refuse({ kind: 'not-found' })
    if (this.sheet?.isBusy) return busy
    const before = this.sheet !== null && isSame(this.sheet.ask, ask) ? this.sheet.run : null
    const wanted: ConnectorAsk = { ...ask, account: ask.accountId, connector }
    const mode = dry ? 'plan' : 'run'
    const mine: Sheet = { ask, wanted, mode, isBusy: true, run: freshRun(before), undone: [], baseUrl: '' }
    this.work(mine, async ({ entry, connectors: server }) => {
      mine.baseUrl = entry.baseUrl
      const told = (run: Run): void => {
        mine.run = run
        this.needs.changed()
      }
      mine.run = await (dry ? planConnector(server, wanted, before) : runConnector(server, wanted, { before, told }))
      return ok(null)
    })
    return ok({})
  }

  undo(): Answer<Record<string, never>> {
    if (this.sheet === null || this.sheet.isBusy) return busy
    const { run, wanted } = this.sheet
    const mine: Sheet = { ...this.sheet, mode: 'undo', isBusy: true, undone: [] }
    this.work(mine, async ({ connectors: server }) => {
      const result = await undoConnector(server, wanted.account, run)
      mine.undone = result.undone
      mine.run = freshRun(result.run)
      return ok(null)
    })
    return ok({})
  }

  /** Works at the server; a refusal before the first step is the end of that step. */
  private work(mine: Sheet, errand: Parameters<typeof atAccount<null>>[2]): void {
    this.sheet = mine
    this.needs.changed()
    atAccount(this.needs, mine.ask, errand)
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
function isSame(a: WizardAsk, b: WizardAsk): boolean {
  return a.profileId === b.profileId && a.accountId === b.accountId && a.connectorId === b.connectorId
}

/** The account is signed out or gone from this computer. */
function stopped(run: Run): Run {
  const reason = because('no-account')
  return { ...run, steps: run.steps.map((one) => (one.step === 'connection' ? { ...one, state: 'failed', reason } : one)) }
}

function reportOf({ ask, wanted, mode, isBusy, run, undone, baseUrl }: Sheet): WizardReport {
  const isOver = mode === 'run' && !isBusy && isFinished(run)
  return {
    ...{ ask, mode, isBusy, undone },
    isFinished: isOver,
    steps: run.steps,
    made: run.made.length,
    summary: isOver ? summaryOf(run, wanted, baseUrl) : null,
  }
}
