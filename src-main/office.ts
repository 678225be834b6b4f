/** Core and the rooms it works with. Loaded when the window is already on its way (P1). */
import { join } from 'node:path'
import type { ConversationRef, ProfileId } from '../src-preload/contract/ids'
import type { SelfTestReport } from '../src-preload/contract/schemas/self-test'
import type { SoundName } from '../src-preload/contract/schemas/alert'
import { type ChatwootServers, makeServers } from './chatwoot'
import type { ChannelDesk } from './core/connectors/channel-desk'
import type { DoctorDesk } from './core/connectors/doctor-desk'
import type { ReceiveDesk } from './core/connectors/receive-desk'
import type { WizardDesk } from './core/connectors/wizard-desk'
import { diagnosticsText } from './core/diagnostics'
import type { Fact, FactOf } from './core/facts'
import { findShown } from './core/files/shelf'
import type { SelfTest } from './core/self-test/self-test'
import { makePerch, type Perch } from './core/perch'
import type { Desktop, ReadyDesktop } from './desktop'
import { freeBytes } from './desktop/disk'
import type { Hall } from './hall'
import type { Broadcast } from './ipc/broadcast'
import { makeHandlers } from './ipc/handlers'
import type { Handlers } from './ipc/serve'
import { topicsOf } from './ipc/topics'
import { makeStores } from './store'

/** `opened` resolves when every profile's database is open; `stop` closes everything. */
export type Office = { perch: Perch; handlers: Handlers; opened: Promise<void>; stop: () => Promise<void> }

/** Makes the adapters, hands them to core, and begins to open the profiles. */
export async function furnish(desktop: Desktop, ready: ReadyDesktop, hall: Hall): Promise<Office> {
  const servers = await serversOf(desktop)
  const perch = makeCore(desktop, ready, { hall, servers })
  hall.perch = perch
  desktop.fillMedia((token) => findShown(perch.profiles, token))
  // A locked keychain may keep this waiting for hours; tray, window and quitting must work meanwhile.
  const opened = perch.profiles.restore()
  const receive = openReceive({ desktop, hall, servers })
  return {
    ...{ perch, opened },
    handlers: makeHandlers(handlerNeeds({ desktop, perch, hall, opened, servers, receive: receive.desk })),
    stop: async () => {
      await receive.stop()
      await perch.stop()
    },
  }
}

async function serversOf({ network, clock, log, version }: Desktop): Promise<ChatwootServers> {
  const ca = await network.companyRoots()
  return makeServers({ proxyFor: (url) => network.proxyFor(url), ca, clock, log, userAgent: `Perch/${version}` })
}

function makeCore(desktop: Desktop, ready: ReadyDesktop, { hall, servers }: { hall: Hall; servers: ChatwootServers }): Perch {
  const { clock, log, vault } = desktop
  const { broadcast, targets } = hall
  const perch: Perch = makePerch({
    ...desktop,
    book: desktop.profileBook,
    stores: makeStores({
      folder: join(desktop.folder, STORES_FOLDER),
      isThrowAway: () => vault.memoryOnly,
      log,
      searchProgram: desktop.searchProgram,
    }),
    servers,
    awake: ready.awake,
    desktopQuiet: desktop.alerts.quiet,
    screen: hall.screen,
    bornAt: clock.now(),
    told: (profile, fact) => tellWindow(hall, profile, fact),
    profilesChanged: (profile) => broadcast.changed(profile, ['profiles', 'inbox']),
    freeBytes: () => freeBytes(desktop.folder),
    renderGauge: (gauge) => {
      const { alertsPausedUntilAt, amberAfterMs, redAfterMs } = perch.settings.get()
      hall.tray?.render({ gauge, profiles: perch.profiles.list(), alertsPausedUntilAt, amberAfterMs, redAfterMs })
      desktop.badge.set(gauge.count)
    },
    missedChanged: () => broadcast.say('missed.changed', {}),
    goTo: (target) => targets.goTo(target),
    replyTo: ({ conversation }) => hall.quick.open(conversation),
  })
  vault.onLocked((isLocked) => {
    if (isLocked) broadcast.say('notice.raised', { level: 'warn', key: 'notice.keychainLocked', values: {} })
  })
  // At login the keychain may start after us.
  vault.onReturned(() => {
    perch.profiles.restore().then(
      () => perch.profiles.list().forEach(({ id }) => broadcast.changed(id, ['profiles', 'inbox'])),
      (error: unknown) => log.bug('keychain returned', error),
    )
  })
  return perch
}

function tellWindow(hall: Hall, profileId: ProfileId, fact: Fact): void {
  const { broadcast } = hall
  if (fact.kind === 'DraftChanged') hall.draftChanged({ profileId, ...fact.conversation })
  if (fact.kind === 'LinkChanged') broadcast.linkChanged(profileId)
  if (fact.kind === 'ActionRefused' || fact.kind === 'ActionHeld') sayStopped(broadcast, fact)
  if (fact.kind === 'CaughtUp') hall.caughtUp()
  if (fact.kind === 'UploadMoved') {
    const { clientId, sentBytes, totalBytes } = fact
    broadcast.say('upload.moved', { profileId, clientId, sentBytes, totalBytes })
  }
  const topics = topicsOf(fact)
  if (topics.length > 0) broadcast.changed(profileId, topics)
}

function sayStopped(broadcast: Broadcast, fact: FactOf<'ActionRefused' | 'ActionHeld'>): void {
  const { name } = fact
  if (fact.kind === 'ActionHeld') broadcast.say('notice.raised', { level: 'warn', key: 'notice.actionHeld', values: { name } })
  else broadcast.say('notice.raised', { level: 'error', key: 'notice.actionRefused', values: { name, words: fact.words } })
}

/** Never `databases`: that is Chromium's own (WebSQL), and it empties it at every start. */
const STORES_FOLDER = 'stores'

type HandlerParts = {
  desktop: Desktop
  perch: Perch
  hall: Hall
  opened: Promise<void>
  servers: ChatwootServers
  receive: () => Promise<ReceiveDesk>
}

function handlerNeeds(parts: HandlerParts) {
  const { desktop, perch, opened } = parts
  const { alerts } = desktop
  const { window, quick, targets } = parts.hall
  let doctor: Promise<DoctorDesk> | null = null
  let channels: Promise<ChannelDesk> | null = null
  let wizard: Promise<WizardDesk> | null = null
  let selfTest: Promise<SelfTest> | null = null
  return {
    channels: () => (channels ??= openChannels(parts)),
    wizard: () => (wizard ??= openWizard(parts)),
    receive: parts.receive,
    doctor: () => (doctor ??= openDoctor(parts)),
    selfTest: () => (selfTest ??= openSelfTest(parts)),
    profiles: perch.profiles,
    settings: perch.settings,
    desktopAlerts: {
      state: () => ({ available: alerts.available, isQuiet: alerts.quiet.isQuiet(), canReply: alerts.canReply }),
      play: (sound: SoundName, volume: number) => alerts.player.play(sound, volume),
    },
    startup: desktop.autostart,
    retention: perch.retention,
    history: perch.history,
    packs: perch.packs,
    missed: perch.missed,
    opened,
    now: () => desktop.clock.now(),
    controlWindow: (_caller: unknown, action: 'minimize' | 'maximize' | 'close') => window.control(action),
    closeQuick: () => quick.close(),
    goTo: (conversation: ConversationRef | null) => targets.goTo({ conversation, compose: true, activationToken: null }),
    draftSaved: (conversation: ConversationRef) => parts.hall.draftChanged(conversation),
    reportOpen: (caller: { contentsId: number }, open: ConversationRef | null) => parts.hall.report(caller.contentsId, open),
    reportProblem: (problem: string) => void desktop.log.bug('window', new Error(problem)),
    openLink: (url: string) => desktop.links.open(url),
    exportDiagnostics: async () => exportDiagnostics(desktop, perch, (await selfTest)?.report() ?? null),
    saveBytes: (name: string, content: Uint8Array) => saveBytes(desktop, name, content),
    pickFiles: async () => (await import('./desktop/picked-files')).pickFiles(desktop.text.t('menu.attach')),
  }
}

async function openSelfTest({ desktop, perch, hall }: HandlerParts): Promise<SelfTest> {
  const { makeSelfTest } = await import('./core/self-test/self-test')
  const { makeSelfTestInstruments } = await import('./desktop/self-test')
  const changed = () => hall.broadcast.say('selfTest.changed', {})
  const parts = { instruments: makeSelfTestInstruments(desktop), profiles: () => perch.profiles.running(), changed }
  return makeSelfTest({ ...desktop, ...parts })
}

async function openDoctor({ desktop, hall, servers }: HandlerParts): Promise<DoctorDesk> {
  const { makeDoctorDesk } = await import('./core/connectors/doctor-desk')
  const { clock, log, vault, profileBook: book } = desktop
  const changed = () => hall.broadcast.say('doctor.changed', {})
  return makeDoctorDesk({ servers, instruments: servers.instruments, clock, log, vault, book, changed })
}

/** What an administrator asks counts as what an agent looks at. */
function gateOf({ perch }: Hall) {
  return (profile: ProfileId) => perch?.profiles.find(profile)?.budget.gate('interactive') ?? null
}

async function openChannels({ desktop, hall, servers }: HandlerParts): Promise<ChannelDesk> {
  const { makeChannelDesk } = await import('./core/connectors/channel-desk')
  const changed = () => hall.broadcast.say('channels.changed', {})
  return makeChannelDesk({ servers, vault: desktop.vault, book: desktop.profileBook, gateOf: gateOf(hall), changed })
}

async function openWizard({ desktop, hall, servers }: HandlerParts): Promise<WizardDesk> {
  const { makeWizardDesk } = await import('./core/connectors/wizard-desk')
  const { openConnectorsFile } = await import('./desktop/connectors-file')
  const { log, vault, profileBook: book } = desktop
  const memory = openConnectorsFile(desktop.folder, log).made
  return makeWizardDesk({
    servers,
    vault,
    book,
    gateOf: gateOf(hall),
    log,
    memory,
    changed: () => hall.broadcast.say('wizard.changed', {}),
  })
}

/** What removing the traces of a test may take at quitting; the rest is done at the next start. */
const LAST_SWEEP_MS = 2_000

/** The test of a webhook ends with the window; what an earlier one left on a server goes as soon as that can be reached. */
function openReceive({ desktop, hall, servers }: Pick<HandlerParts, 'desktop' | 'hall' | 'servers'>) {
  const { clock, chance, log, vault, profileBook: book, folder } = desktop
  let made: Promise<ReceiveDesk> | null = null
  const open = async (): Promise<ReceiveDesk> => {
    const { makeReceiveDesk } = await import('./core/connectors/receive-desk')
    const { openConnectorsFile } = await import('./desktop/connectors-file')
    const memory = openConnectorsFile(folder, log).tests
    const changed = () => hall.broadcast.say('receive.changed', {})
    const doors = { servers, vault, book, gateOf: gateOf(hall) }
    return makeReceiveDesk({ ...doors, ear: servers.hookEar, memory, clock, chance, log, changed })
  }
  const desk = () => (made ??= open())
  const quietly = (work: (desk: ReceiveDesk) => Promise<void>): Promise<void> =>
    desk()
      .then(work)
      .catch((error: unknown) => void log.bug('receive', error))
  hall.hidden = () => void (made && quietly((one) => one.end('window')))
  hall.caughtUp = () => void quietly((one) => one.sweep())
  const patience = () => new Promise<void>((resolve) => void clock.after(LAST_SWEEP_MS, resolve))
  const stop = async () => {
    if (made) await Promise.race([quietly((one) => one.end('window')), patience()])
  }
  return { desk, stop }
}

async function saveBytes({ text }: Desktop, name: string, content: Uint8Array): Promise<boolean> {
  const { saveFile } = await import('./desktop/saved-file')
  return saveFile({ title: text.t('menu.saveFile'), name, content })
}

async function exportDiagnostics(desktop: Desktop, perch: Perch, selfTest: SelfTestReport | null): Promise<boolean> {
  const { clock, text, version } = desktop
  const { saveFile } = await import('./desktop/saved-file')
  const now = clock.now()
  const about = { perch: version, platform: process.platform, arch: process.arch, electron: process.versions.electron }
  const report = await diagnosticsText({ ...perch, now, about, selfTest })
  const day = new Date(now).toISOString().slice(0, 10)
  return saveFile({ title: text.t('menu.saveDiagnostics'), name: `perch-diagnostics-${day}.json`, content: report })
}
