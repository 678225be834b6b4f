/** Does what was typed and says how it ended, in an exit code and, when it went wrong, in one line. */
import type { CallName } from '../../src-preload/contract/names'
import type { SelfTestReport } from '../../src-preload/contract/schemas/self-test'
import type { ProfileEntry, Vault } from '../core/ports'
import type { ChatwootServers } from '../chatwoot'
import type { MadeBook, TestBook } from '../core/connectors'
import { examine, type Patient } from '../core/connectors/doctor'
import { explain } from '../core/explain'
import type { Chance, Clock, Credential } from '../core/ports'
import type { StatusSeen } from '../core/status'
import type { AccountCommand, Printed, Told } from './command'
import { completion } from './completion'
import { doctorLines, isWell } from './doctor-lines'
import { deskSaid } from './desk-lines'
import { helpText } from './help'
import { statusSaid } from './status'
import { EXIT } from './table'
import { understand } from './words'

/** What the terminal has from the world. */
export interface TerminalNeeds {
  version: string
  env: Record<string, string | undefined>
  /** Everything on standard input; asked for at most once. */
  readInput(): Promise<string>
  out(text: string): void
  error(text: string): void
  /** The catalogs. */
  say(key: string, values?: Record<string, string | number>): string
  servers(): Promise<ChatwootServers>
  profiles(): ProfileEntry[]
  /** False: the organisation of this machine does not allow that server. */
  mayJoin(baseUrl: string): boolean
  /** False: the organisation switched off what this call of the window does. */
  mayDo(call: CallName): boolean
  /** What a running Perch tells of itself. */
  status(): StatusSeen
  /** Tries this computer (`doctor --desktop`). */
  selfTest(): Promise<SelfTestReport>
  /** Null: the keychain has nothing for it, is not there, or is locked. */
  secret(profile: ProfileEntry): Promise<Awaited<ReturnType<Vault['read']>>>
  clock: Clock
  chance: Chance
  /** What set-ups made and nobody has taken back. */
  madeBook: MadeBook
  /** Tests of webhooks that may have left something on a server. */
  testBook: TestBook
  /** Hears of Ctrl+C, which then kills nobody. */
  onInterrupt(run: () => void): void
}

/** A line for standard error, and the code to end with. */
class Stopped extends Error {
  constructor(
    line: string,
    readonly code: number,
  ) {
    super(line)
  }
}

/** Answers the exit code; throws for bugs only. */
export async function runTerminal(words: readonly string[], needs: TerminalNeeds): Promise<number> {
  const understood = understand(words)
  if (understood.kind === 'version') return said(needs, `Perch ${needs.version}\n`)
  if (understood.kind === 'help') return said(needs, helpText(understood.command))
  if (understood.kind === 'wrong') return stopped(needs, understood.line, EXIT.usage)
  try {
    const { command, told } = understood
    if (command.kind === 'status') return runStatus(needs, told)
    if (command.kind === 'completion') return runCompletion(needs, told)
    return command.kind === 'account' ? await runAccount(needs, command, told) : await runDoctor(needs, told)
  } catch (error: unknown) {
    if (error instanceof Stopped) return stopped(needs, error.message, error.code)
    throw error
  }
}

function said(needs: TerminalNeeds, text: string): number {
  needs.out(text)
  return EXIT.ok
}

function stopped(needs: TerminalNeeds, line: string, code: number): number {
  needs.error(`perch: ${line}\n`)
  return code
}

interface Place {
  address: string
  profile: ProfileEntry | null
}

function placeOf(needs: TerminalNeeds, told: Told): Place {
  const [typed, name] = [told.text('server'), told.text('profile')]
  if (typed !== undefined && name !== undefined) throw new Stopped('say --server or --profile, not both.', EXIT.usage)
  if (name !== undefined) {
    const profile = profileNamed(needs.profiles(), name)
    return { address: profile.baseUrl, profile }
  }
  const address = typed ?? needs.env['PERCH_SERVER']
  if (address === undefined || address === '')
    throw new Stopped('which server? Say --server URL or --profile NAME.', EXIT.usage)
  return { address, profile: null }
}

function profileNamed(all: ProfileEntry[], name: string): ProfileEntry {
  const wanted = name.toLowerCase()
  const namesOf = ({ id, baseUrl, user, accounts }: ProfileEntry): string[] =>
    [id, new URL(baseUrl).host, user.name, user.email ?? '', ...accounts.map((account) => account.name)].map((one) =>
      one.toLowerCase(),
    )
  const found = all.filter((profile) => namesOf(profile).includes(wanted))
  const [one] = found
  if (one !== undefined && found.length === 1) return one
  if (found.length > 1) throw new Stopped(`"${name}" means ${found.length} profiles. Name the account instead.`, EXIT.usage)
  const known = all.flatMap(({ accounts }) => accounts.map((account) => account.name)).join(', ')
  throw new Stopped(`no profile "${name}". ${known === '' ? 'Nobody is signed in.' : `There are: ${known}.`}`, EXIT.cannotRun)
}

async function credentialOf(needs: TerminalNeeds, told: Told, { profile }: Place): Promise<Credential | null> {
  const typed = told.text('token')
  if (typed === '-') return tokenOf((await needs.readInput()).trim())
  if (typed !== undefined) {
    needs.error('perch: a token on the command line can be read by every program here. Use --token - or PERCH_TOKEN.\n')
    return tokenOf(typed)
  }
  const ambient = needs.env['PERCH_TOKEN']
  if (ambient !== undefined && ambient !== '') return tokenOf(ambient.trim())
  return profile === null ? null : ((await needs.secret(profile))?.credential ?? null)
}

function tokenOf(token: string): Credential | null {
  return token === '' ? null : { kind: 'token', token }
}

function runStatus(needs: TerminalNeeds, told: Told): number {
  const { out, line, code } = statusSaid(needs.status(), told.isOn('json'), (key, values) => needs.say(key, values))
  needs.out(out)
  return line === null ? code : stopped(needs, line, code)
}

function runCompletion(needs: TerminalNeeds, told: Told): number {
  const script = completion(told.id ?? '')
  if (script === null) throw new Stopped(`no completion for "${told.id}". There is one for bash, zsh and fish.`, EXIT.usage)
  return said(needs, script)
}

async function runDesk(needs: TerminalNeeds, told: Told): Promise<number> {
  const aboutServer = ['server', 'profile', 'token'].find((name) => told.text(name) !== undefined)
  if (aboutServer !== undefined) throw new Stopped(`--desktop asks no server: leave --${aboutServer} away.`, EXIT.usage)
  const { out, isWell: isFine } = deskSaid(await needs.selfTest(), told.isOn('json'), (key, values) => needs.say(key, values))
  needs.out(out)
  return isFine ? EXIT.ok : EXIT.failed
}

async function runDoctor(needs: TerminalNeeds, told: Told): Promise<number> {
  if (told.isOn('desktop')) return runDesk(needs, told)
  const place = placeOf(needs, told)
  const credential = await credentialOf(needs, told, place)
  const servers = await needs.servers()
  const patient: Patient = { address: place.address, credential: credential ?? (place.profile === null ? 'none' : 'no-secret') }
  const deps = { servers, instruments: servers.instruments, clock: needs.clock }
  const report = await examine(deps, patient, () => undefined)
  if (told.isOn('json')) {
    const steps = report.steps.map((step) => ({
      ...step,
      says: needs.say(step.why, { detail: step.detail ?? '' }),
      next: step.remedy === null ? null : needs.say(step.remedy, { detail: step.detail ?? '' }),
    }))
    needs.out(`${JSON.stringify({ ok: isWell(report.steps), ...report, steps }, null, 2)}\n`)
  } else needs.out(`${doctorLines(report, (key, values) => needs.say(key, values)).join('\n')}\n`)
  return isWell(report.steps) ? EXIT.ok : EXIT.failed
}

async function runAccount(needs: TerminalNeeds, command: AccountCommand, told: Told): Promise<number> {
  if (command.does !== undefined && !needs.mayDo(command.does)) throw new Stopped(needs.say('error.managed'), EXIT.cannotRun)
  const place = placeOf(needs, told)
  const credential = await credentialOf(needs, told, place)
  if (credential === null) {
    const from = place.profile === null ? 'Say --token -, or set PERCH_TOKEN.' : 'Unlock the keychain, or set PERCH_TOKEN.'
    throw new Stopped(`there is no token. ${from}`, place.profile === null ? EXIT.usage : EXIT.cannotRun)
  }
  const servers = await needs.servers()
  const baseUrl = place.profile?.baseUrl ?? (await baseOf(needs, servers, place.address))
  if (!needs.mayJoin(baseUrl)) throw new Stopped(needs.say('error.managed'), EXIT.cannotRun)
  const { server, connectors } = servers.connect(baseUrl, credential)
  try {
    const account = await accountOf(needs, server, told)
    const remark = (line: string): void => needs.error(`perch: ${line}\n`)
    const site = { ...needs, server, connectors, baseUrl, account, remark, hookEar: servers.hookEar }
    const end = await command.run(site, told)
    if (end.kind === 'accepted') print(needs, told, end.value)
    else if (end.kind !== 'stopped') throw new Stopped(whyLine(needs, end), EXIT.failed)
    else {
      if (end.printed !== null) print(needs, told, end.printed)
      throw new Stopped(end.line, EXIT.failed)
    }
    return EXIT.ok
  } finally {
    server.close()
  }
}

function print(needs: TerminalNeeds, told: Told, { value, lines }: Printed): void {
  if (told.isOn('json')) needs.out(`${JSON.stringify(value, null, 2)}\n`)
  else if (lines.length > 0) needs.out(`${lines.join('\n')}\n`)
}

/** What was typed is looked at as at sign-in: the address may be a page's, or lead elsewhere. */
async function baseOf(needs: TerminalNeeds, servers: ChatwootServers, address: string): Promise<string> {
  const { steps, baseUrl } = await servers.probe(address)
  const bad = steps.find(({ state }) => state === 'fail')
  if (bad === undefined && baseUrl !== null) return baseUrl
  const values = { detail: bad?.detail ?? '' }
  const id = `${bad?.id ?? 'address'}`
  const why = needs.say(`probe.${id}.fail.${bad?.reason ?? 'unreadable'}`, values)
  throw new Stopped(`${why} ${needs.say(`next.${id}.${bad?.reason ?? 'unreadable'}`, values)}`, EXIT.failed)
}

type Asked = Pick<ReturnType<ChatwootServers['connect']>['server'], 'profile'>

async function accountOf(needs: TerminalNeeds, server: Asked, told: Told) {
  const outcome = await server.profile()
  if (outcome.kind !== 'accepted') throw new Stopped(whyLine(needs, outcome), EXIT.failed)
  const open = outcome.value.accounts.filter(({ active }) => active)
  const wanted = told.number('account')
  const [only] = open
  if (wanted === undefined && only !== undefined && open.length === 1) return only.id
  const found = open.find(({ id }) => id === wanted)
  if (found !== undefined) return found.id
  const known = open.map(({ id, name }) => `${id} (${name})`).join(', ')
  if (wanted === undefined) throw new Stopped(`which account? Say --account: ${known || 'none is open to you'}.`, EXIT.usage)
  throw new Stopped(`you are not in account ${wanted}. You are in: ${known || 'none'}.`, EXIT.failed)
}

function whyLine(needs: TerminalNeeds, outcome: Parameters<typeof explain>[0]): string {
  const found = explain(outcome)
  if (found === null) return ''
  const values = { detail: found.detail ?? '' }
  const words = found.words === null ? '' : ` (${found.words})`
  return `${needs.say(found.why, values)}${words} ${needs.say(found.next, values)}`
}
