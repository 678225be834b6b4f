/** All of core over real encrypted databases, behind the real handlers, with a server that cannot be reached. */
import { join } from 'node:path'
import type { ProfileId } from '../../src-preload/contract/ids'
import { type ChatwootServers, makeServers } from '../../src-main/chatwoot'
import { makeChannelDesk } from '../../src-main/core/connectors/channel-desk'
import { makeDoctorDesk } from '../../src-main/core/connectors/doctor-desk'
import { makeReceiveDesk } from '../../src-main/core/connectors/receive-desk'
import { makeWizardDesk } from '../../src-main/core/connectors/wizard-desk'
import { makePerch, type Perch, type PerchNeeds } from '../../src-main/core/perch'
import { NO_POLICY } from '../../src-main/core/managed'
import { makeSelfTest } from '../../src-main/core/self-test/self-test'
import { defaultSettings } from '../../src-main/core/settings'
import { makeHandlers } from '../../src-main/ipc/handlers'
import type { HandlerNeeds } from '../../src-main/ipc/handlers/needs'
import type { Handlers } from '../../src-main/ipc/serve'
import { makeStores } from '../../src-main/store'
import { fakeAwake } from './awake'
import { MemoryMadeBook, MemoryTestBook } from './made-book'
import { profileOf, ProfilesWorld } from './profiles-world'
import { updateState } from './window-main'
import { tempFolder } from './temp-folder'

const nothing = (): void => undefined
const listening = () => nothing

/** The real room, whose every way out is a proxy that does not speak our language: nothing ever leaves. */
function nowhere({ clock, log }: ProfilesWorld): ChatwootServers {
  const servers = makeServers({ proxyFor: () => Promise.resolve('socks5://nobody:1'), ca: [], clock, log, userAgent: 'Perch' })
  return {
    ...servers,
    connect(baseUrl, credential) {
      const connected = servers.connect(baseUrl, credential)
      const profile = () => Promise.resolve({ kind: 'accepted' as const, value: profileOf(credential) })
      return { ...connected, server: { ...connected.server, profile } }
    },
  }
}

export interface WholePerch {
  world: ProfilesWorld
  perch: Perch
  needs: HandlerNeeds
  handlers: Handlers
  profileId: ProfileId
  /** Everything that lasts, as text: settings, profiles, keychain, and all tables that the agent can change. */
  state(): Promise<string>
}

/** One signed-in profile on disk; `more` takes the place of what has nothing behind it here. */
export async function openWholePerch(more: Partial<PerchNeeds> = {}): Promise<WholePerch> {
  const world = new ProfilesWorld()
  const kept = { settings: defaultSettings }
  const adapters = world.adapters()
  const servers = nowhere(world)
  const perch = makePerch({
    ...adapters,
    servers,
    stores: makeStores({ folder: join(tempFolder('whole'), 'stores'), isThrowAway: () => false, log: world.log }),
    managed: NO_POLICY,
    settingsFile: { read: () => kept.settings, write: (settings) => void (kept.settings = settings) },
    statusFile: { write: nothing, remove: nothing },
    ...surroundings(),
    awake: { ...fakeAwake(), onSleep: listening, onWake: listening, onLock: listening },
    ...more,
  })
  const ended = await perch.profiles.signIn('https://chat.example', { method: 'token', token: 'jo' })
  if (ended.kind !== 'signed-in') throw new Error(ended.kind)
  const { profileId } = ended
  const needs = handlerNeeds(perch, world, servers)
  return {
    ...{ world, perch, profileId },
    ...{ needs, handlers: makeHandlers(needs) },
    async state() {
      const store = perch.profiles.find(profileId)?.store
      const lasting = [await store?.jobs(), await store?.actions(), await store?.verdicts(500)]
      return JSON.stringify([kept.settings, [...world.book.values()], [...world.keychain], lasting])
    },
  }
}

function surroundings(): Omit<
  PerchNeeds,
  keyof ReturnType<ProfilesWorld['adapters']> | 'stores' | 'settingsFile' | 'statusFile' | 'managed'
> {
  return {
    alerts: { available: false, show: () => Promise.resolve(), withdraw: () => Promise.resolve(), onResponse: listening },
    desktopQuiet: { isQuiet: () => null },
    screen: { isSeen: () => false, hasFocus: () => true, call: nothing },
    ...{
      told: nothing,
      profilesChanged: nothing,
      renderGauge: nothing,
      missedChanged: nothing,
      goTo: nothing,
      replyTo: nothing,
    },
    freeBytes: () => Promise.resolve(null),
    absenceFile: { read: () => null, write: nothing },
  }
}

/** What has nothing behind it here. */
const outside: Pick<HandlerNeeds, 'updates' | 'quickKey' | 'findLink' | 'about'> = {
  updates: {
    state: () => ({ ...updateState(), way: 'none' }),
    check: () => Promise.resolve(),
    install: () => Promise.resolve(false),
  },
  quickKey: () => ({ state: 'none', trigger: null }),
  findLink: () => ({ isLink: false, conversation: null }),
  about: () => ({ perch: '', electron: '', chromium: '', node: '', system: '', homepage: '' }),
}

function handlerNeeds(perch: Perch, world: ProfilesWorld, servers: ChatwootServers): HandlerNeeds {
  const { book, vault, chance } = world.adapters()
  const { clock, log } = world
  const doors = { servers, book, vault, gateOf: () => null, changed: nothing }
  const ear = { open: () => Promise.resolve(null) }
  const soon = <T>(make: () => T): (() => Promise<T>) => {
    let made: T | null = null
    return () => Promise.resolve((made ??= make()))
  }
  const found = () => Promise.resolve({ state: 'ok' as const, reason: 'shown', detail: null })
  return {
    ...perch,
    channels: soon(() => makeChannelDesk(doors)),
    wizard: soon(() => makeWizardDesk({ ...doors, log, memory: new MemoryMadeBook() })),
    receive: soon(() => makeReceiveDesk({ ...doors, ear, memory: new MemoryTestBook(), clock, chance, log })),
    doctor: soon(() => makeDoctorDesk({ ...doors, instruments: servers.instruments, clock, log })),
    selfTest: soon(() =>
      makeSelfTest({
        instruments: {
          alert: found,
          tray: found,
          portal: found,
          key: found,
          autostart: found,
          freeBytes: () => Promise.resolve(null),
        },
        ...{ vault, clock, log, changed: nothing, profiles: () => perch.profiles.running() },
      }),
    ),
    desktopAlerts: { state: () => ({ available: false, isQuiet: null, canReply: false }), play: nothing },
    startup: { look: () => Promise.resolve('off' as const), set: () => Promise.resolve() },
    managed: NO_POLICY,
    ...outside,
    opened: Promise.resolve(),
    now: () => clock.now(),
    ...{ controlWindow: nothing, closeQuick: nothing, goTo: nothing, draftSaved: nothing, reportOpen: nothing },
    ...{
      reportProblem: nothing,
      openLink: () => Promise.resolve(false),
      mail: { stage: () => crypto.randomUUID(), drop: nothing },
    },
    exportDiagnostics: () => Promise.resolve(false),
    pickFiles: () => Promise.resolve([]),
    saveBytes: () => Promise.resolve(false),
  }
}
