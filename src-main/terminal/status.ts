/** `perch status`: what the running Perch tells of itself, for people and for scripts. */
import type { StatusSeen, StatusTold } from '../core/status'
import { EXIT } from './table'

type Say = (key: string, values?: Record<string, string | number>) => string

/** What goes to standard output, what is wrong in one line, and the code to end with. */
export interface StatusSaid {
  out: string
  line: string | null
  code: number
}

/** Never throws. */
export function statusSaid(seen: StatusSeen, isJson: boolean, say: Say): StatusSaid {
  const json = (value: object): string => (isJson ? `${JSON.stringify(value, null, 2)}\n` : '')
  if (seen.kind === 'none') return { out: json({ running: false }), line: say('running.no'), code: EXIT.cannotRun }
  const { writtenAt, ...told } = seen.told
  const asOf = new Date(writtenAt).toISOString()
  if (seen.kind === 'silent') {
    // It hangs, or it is dead and its number is another's: which of them, nobody can say from here.
    const out = json({ running: null, pid: told.pid, asOf })
    return { out, line: say('running.silent', { pid: told.pid, at: asOf }), code: EXIT.failed }
  }
  const out = isJson ? json({ running: true, ...told, asOf }) : `${statusLines(seen.told, say).join('\n')}\n`
  return { out, line: null, code: EXIT.ok }
}

function statusLines({ version, accounts, unopened, outbox }: StatusTold, say: Say): string[] {
  return [
    say('running.yes', { version }),
    ...accounts.map(({ name, link, waiting }) => say('running.account', { account: name, link: say(`link.${link}`), waiting })),
    ...(unopened === 0 ? [] : [say('running.unopened', { unopened })]),
    say('running.outbox', { outbox }),
  ]
}
