import type { AppError } from '../../../src-preload/contract/errors'
import type { ConversationKey, ConversationRef, ProfileId } from '../../../src-preload/contract/ids'
import type { QuickKeyState } from '../../../src-preload/contract/quick-key'
import type { SoundName } from '../../../src-preload/contract/schemas/alert'
import type { CallOutput } from '../../../src-preload/contract/schemas/index'
import type { AtLogin } from '../../../src-preload/contract/schemas/startup'
import type { ChannelDesk } from '../../core/connectors/channel-desk'
import type { DoctorDesk } from '../../core/connectors/doctor-desk'
import type { ReceiveDesk } from '../../core/connectors/receive-desk'
import type { WizardDesk } from '../../core/connectors/wizard-desk'
import type { ProfileRuntime } from '../../core/profile'
import type { Shown } from '../../core/files/media'
import type { FileSource } from '../../core/files/staging'
import type { Policy } from '../../core/managed'
import type { MissedDesk } from '../../core/missed/desk'
import type { Packs } from '../../core/field-pack/packs'
import type { History } from '../../core/history'
import type { Profiles } from '../../core/profiles'
import type { Retention } from '../../core/retention'
import type { SelfTest } from '../../core/self-test/self-test'
import type { SettingsBook } from '../../core/settings'
import type { Trust } from '../../core/trust'
import type { UpdateDesk } from '../../core/updates/desk'
import type { Caller } from '../serve'

/** What the handlers call. Each is one line: a core command or a read. */
export interface HandlerNeeds {
  profiles: Profiles
  settings: SettingsBook
  retention: Pick<Retention, 'view' | 'freeNow'>
  /** What the organisation decided. */
  managed: Policy
  trust: Trust
  /** Loaded when it is asked for the first time (P1). */
  doctor: () => Promise<DoctorDesk>
  selfTest: () => Promise<SelfTest>
  history: Pick<History, 'view'>
  packs: Packs
  missed: Pick<MissedDesk, 'card' | 'dismiss'>
  channels: () => Promise<ChannelDesk>
  wizard: () => Promise<WizardDesk>
  receive: () => Promise<ReceiveDesk>
  /** What shows and sounds. `isQuiet` null: the desktop's do-not-disturb cannot be read here. */
  desktopAlerts: {
    state(): { available: boolean; isQuiet: boolean | null; canReply: boolean }
    play(sound: SoundName, volume: number): void
  }
  /** Start at login, as the system has it; both reject when the system refuses. */
  startup: { look(): Promise<AtLogin>; set(isOn: boolean): Promise<void> }
  updates: Pick<UpdateDesk, 'state' | 'check' | 'install'>
  /** Resolves when all profiles are restored: before that nobody can say which there are. */
  opened: Promise<void>
  /** Epoch ms. */
  now: () => number
  /** Minimise, maximise or close the window that asked. */
  controlWindow: (caller: Caller, action: 'minimize' | 'maximize' | 'close') => void
  /** What became of the key for quick reply. */
  quickKey: () => QuickKeyState
  /** Takes the quick-reply window from the screen. */
  closeQuick: () => void
  /** Brings the main window: at a conversation, or as it is. */
  goTo: (conversation: ConversationRef | null) => void
  /** A window kept a draft: others may show it too. */
  draftSaved: (conversation: ConversationRef) => void
  /** Which conversation a window shows. */
  reportOpen: (caller: Caller, open: ConversationRef | null) => void
  /** The page failed: written down once. */
  reportProblem: (problem: string) => void
  /** The conversation that a link names. */
  findLink: (text: string) => { isLink: boolean; conversation: ConversationRef | null }
  /** What runs here. */
  about: () => CallOutput<'about.get'>
  openLink: (url: string) => Promise<boolean>
  /** HTML mails in their frames. */
  mail: {
    stage(mail: { html: string; picture: ((index: number) => Promise<Shown | null>) | null }): string
    drop(token: string): void
  }
  /** Asks where and writes; false: not wanted after all. */
  exportDiagnostics: () => Promise<boolean>
  /** Asks the agent which files; none: not wanted after all. */
  pickFiles: () => Promise<FileSource[]>
  /** Asks where and writes; false: not wanted after all. `name` is what is offered. */
  saveBytes: (name: string, bytes: Uint8Array) => Promise<boolean>
}

export const notFound: { ok: false; error: AppError } = { ok: false, error: { kind: 'not-found' } }

/** Runs `work` with the profile, or answers that it is not there. */
export async function withProfile<T>(
  needs: HandlerNeeds,
  id: ProfileId,
  work: (profile: ProfileRuntime) => Promise<T>,
): Promise<T | typeof notFound> {
  const profile = needs.profiles.find(id)
  return profile === null ? notFound : work(profile)
}

export function keyOf(ref: ConversationRef): ConversationKey {
  return { accountId: ref.accountId, conversationId: ref.conversationId }
}
