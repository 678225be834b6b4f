/** Core and the rooms it works with. Loaded when the window is already on its way (P1). */
import { join } from 'node:path'
import type { ConversationRef, ProfileId } from '../src-preload/contract/ids'
import type { SoundName } from '../src-preload/contract/schemas/alert'
import { type ChatwootServers, makeServers } from './chatwoot'
import type { ChannelDesk } from './core/connectors/channel-desk'
import type { DoctorDesk } from './core/connectors/doctor-desk'
import type { ReceiveDesk } from './core/connectors/receive-desk'
import type { WizardDesk } from './core/connectors/wizard-desk'
import type { Fact } from './core/facts'
import { findShown } from './core/files/shelf'
import type { SelfTest } from './core/self-test/self-test'
import { makePerch, type Perch } from './core/perch'
import type { UpdateDesk } from './core/updates/desk'
import type { Desktop, ReadyDesktop } from './desktop'
import { readLink } from './desktop/deep-link'
import { freeBytes } from './desktop/disk'
import type { Hall } from './hall'
import { makeHandlers } from './ipc/handlers'
import type { Handlers } from './ipc/serve'
import { sayStopped } from './ipc/stopped'
import { topicsOf } from './ipc/topics'
import { exportDiagnostics, saveBytes } from './saving'
import { makeStores } from './store'
import { openUpdates } from './update-desk'

/** `opened` resolves when every profile's database is open; `stop` closes everything. */
export type Office = {
  perch: Perch
  handlers: Handlers
  updates: UpdateDesk
  opened: Promise<void>
  stop: () => Promise<void>
}

/** Makes the adapters, hands them to core, and begins to open the profiles. */
export async function furnish(desktop: Desktop, ready: ReadyDesktop, hall: Hall): Promise<Office> {
  const servers = await serversOf(desktop)
  const perch = makeCore(desktop, ready, { hall, servers })
  hall.perch = perch
  desktop.fillMedia((token) => findShown(perch.profiles, token))
  // A locked keychain may keep this waiting for hours; tray, window and quitting must work meanwhile.
  const opened = perch.profiles.restore()
  const receive = openReceive({ desktop, hall, servers })
  const updates = openUpdates({ desktop, perch, hall, servers })
  return {
    ...{ perch, opened, updates },
    handlers: makeHandlers({ ...handlerNeeds({ desktop, perch, hall, opened, servers, receive: receive.desk }), updates }),
    stop: async () => {
      updates.stop()
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
      hall.tray?.render({ ...perch.settings.get(), gauge, profiles: perch.profiles.list() })
      desktop.badge.set(gauge.count)
    },
    missedChanged: () => broadcast.say('missed.changed', {}),
    goTo: (target) => targets.goTo(target),
    replyTo: ({ conversation, activationToken }) => hall.quick.open(conversation, activationToken),
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
  if (fact.kind === 'ActionRefused' || fact.kind === 'ActionHeld' || fact.kind === 'FollowingRefused')
    sayStopped(broadcast, fact)
  if (fact.kind === 'CaughtUp') hall.caughtUp()
  if (fact.kind === 'UploadMoved') {
    const { clientId, sentBytes, totalBytes } = fact
    broadcast.say('upload.moved', { profileId, clientId, sentBytes, totalBytes })
  }
  const topics = topicsOf(fact)
  if (topics.length > 0) broadcast.changed(profileId, topics)
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
    trust: perch.trust,
    desktopAlerts: {
      state: () => ({ available: alerts.available, isQuiet: alerts.quiet.isQuiet(), canReply: alerts.canReply }),
      play: (sound: SoundName, volume: number) => alerts.player.play(sound, volume),
    },
    startup: desktop.autostart,
    ...{ retention: perch.retention, history: perch.history, packs: perch.packs, missed: perch.missed, mail: desktop.mail },
    opened,
    now: () => desktop.clock.now(),
    controlWindow: (_caller: unknown, action: 'minimize' | 'maximize' | 'close') => window.control(action),
    closeQuick: () => quick.close(),
    quickKey: () => parts.hall.shortcut?.state() ?? { state: 'none' as const, trigger: null },
    goTo: (conversation: ConversationRef | null) => targets.goTo({ conversation, compose: true, activationToken: null }),
    draftSaved: (conversation: ConversationRef) => parts.hall.draftChanged(conversation),
    reportOpen: (caller: { contentsId: number }, open: ConversationRef | null) => parts.hall.report(caller.contentsId, open),
    reportProblem: (problem: string) => void desktop.log.bug('window', new Error(problem)),
    ...{ openLink: (url: string) => desktop.links.open(url), findLink: (text: string) => findLink(perch, text) },
    ...{ managed: desktop.managed, about: desktop.about },
    exportDiagnostics: async () => exportDiagnostics(desktop, perch, (await selfTest)?.report() ?? null),
    saveBytes: (name: string, content: Uint8Array) => saveBytes(desktop, name, content),
    pickFiles: async () => (await import('./desktop/picked-files')).pickFiles(desktop.text.t('menu.attach')),
  }
}

/** Where a link leads that was pasted: addresses of any dashboard, ours or not. */
function findLink(perch: Perch, text: string): { isLink: boolean; conversation: ConversationRef | null } {
  const target = readLink(text)
  return { isLink: target !== null, conversation: target && perch.locate(target) }
}

async function openSelfTest({ desktop, perch, hall }: HandlerParts): Promise<SelfTest> {
  const { makeSelfTest } = await import('./core/self-test/self-test')
  const { makeSelfTestInstruments } = await import('./desktop/self-test')
  const changed = () => hall.broadcast.say('selfTest.changed', {})
  const quickKey = () => hall.shortcut?.state() ?? null
  const instruments = makeSelfTestInstruments({ ...desktop, pid: process.pid, quickKey })
  return makeSelfTest({ ...desktop, instruments, profiles: () => perch.profiles.running(), changed })
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
