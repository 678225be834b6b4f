import {
  ArrowLeft,
  Backpack,
  Bell,
  CircleUser,
  DownloadCloud,
  EyeOff,
  Info,
  Keyboard,
  Languages,
  Palette,
  Plug,
  Power,
  Send,
  HardDrive,
  Stethoscope,
  Unplug,
  UserRound,
  type LucideIcon,
} from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { ManagedFeature } from '../../../src-preload/contract/schemas/managed'
import { useManaged } from '../../bridge/managed'
import { useSettings } from '../../bridge/queries'
import { keysOf, useKeys } from '../../keys'
import { Icon } from '../../parts/icon'
import { KeysHint } from '../../parts/keys-hint'
import { useRoving } from '../../parts/roving'
import { useText } from '../../text/t'
import { type Room, useUi } from '../../ui-state'
import { AccountsSection } from './accounts'
import { AlertsPage } from './alerts/alerts'
import { ChannelsPage } from './channels/channels'
import { ConnectorPage } from './channels/wizard'
import { AboutPage } from './about'
import { BlurOption } from './blur'
import { ConnectionPage } from './connection'
import { DiagnosticsSection } from './diagnostics'
import { FieldPage } from './field/field'
import { KeysPage } from './keys/keys'
import { LanguageOptions, LookOptions } from './appearance'
import { ManagedSection } from './managed'
import { PresenceSection } from './presence'
import { StartupOption } from './startup'
import { StorageSection } from './storage'
import { UpdatesSection } from './updates'
import { WritingOptions } from './writing'

/** A part of the page: its sign, its name, its options. */
function Section({ id, icon, title, children }: { id: string; icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <section className="set-sec" id={id}>
      <h2>
        <Icon of={icon} />
        {title}
      </h2>
      <div className="box">{children}</div>
    </section>
  )
}

const parts = [
  { id: 'set-look', icon: Palette, key: 'settings.appearance' },
  { id: 'set-language', icon: Languages, key: 'settings.language' },
  { id: 'set-writing', icon: Send, key: 'settings.writing' },
  { id: 'set-privacy', icon: EyeOff, key: 'settings.screen' },
  { id: 'set-accounts', icon: UserRound, key: 'settings.accounts' },
  { id: 'set-presence', icon: CircleUser, key: 'presence.title' },
  { id: 'set-diagnostics', icon: Stethoscope, key: 'settings.diagnostics' },
  { id: 'set-storage', icon: HardDrive, key: 'settings.storage' },
  { id: 'set-startup', icon: Power, key: 'startup.title' },
  { id: 'set-updates', icon: DownloadCloud, key: 'updates.title' },
] as const

interface OwnPage {
  to: Room
  icon: LucideIcon
  key: 'settings.alerts' | 'settings.shortcuts' | 'doctor.title' | 'channels.title' | 'field.title' | 'about.title'
  /** What is shown while the line is the current one. */
  rooms: Room[]
  /** Gone where the organisation has switched it off. */
  needs?: ManagedFeature
}

const ownPages: OwnPage[] = [
  { to: 'alerts', icon: Bell, key: 'settings.alerts', rooms: ['alerts'] },
  { to: 'keys', icon: Keyboard, key: 'settings.shortcuts', rooms: ['keys'] },
  { to: 'field', icon: Backpack, key: 'field.title', rooms: ['field'], needs: 'fieldPacks' },
  { to: 'connection', icon: Unplug, key: 'doctor.title', rooms: ['connection'] },
  { to: 'channels', icon: Plug, key: 'channels.title', rooms: ['channels', 'connector'], needs: 'channels' },
  { to: 'about', icon: Info, key: 'about.title', rooms: ['about'] },
]

/** To a part of the main page, which may have to come back first. */
function goToPart(id: string): void {
  flushSync(() => useUi.getState().go('settings'))
  document.getElementById(id)?.scrollIntoView({ block: 'start' })
}

function SettingsMenu({ onBack }: { onBack: () => void }) {
  const t = useText()
  const { go, room } = useUi()
  const box = useRef<HTMLElement>(null)
  const roving = useRoving(box, '.rail-item')
  const { off } = useManaged()
  return (
    <nav className="set-menu" aria-label={t('settings.title')} data-area="rail" ref={box} {...roving}>
      <button type="button" className="rail-item" onClick={onBack}>
        <Icon of={ArrowLeft} flip />
        <span className="grow">{t('settings.back')}</span>
        <KeysHint keys={keysOf('back')} />
      </button>
      {parts.map(({ id, icon, key }) => (
        <button type="button" className="rail-item" key={id} onClick={() => goToPart(id)}>
          <Icon of={icon} />
          <span className="grow cut">{t(key)}</span>
        </button>
      ))}
      {ownPages
        .filter(({ needs }) => needs === undefined || !off.includes(needs))
        .map(({ to, icon, key, rooms }) => (
          <button
            type="button"
            className="rail-item"
            key={to}
            aria-current={rooms.includes(room) ? 'page' : undefined}
            onClick={() => go(to)}
          >
            <Icon of={icon} />
            <span className="grow cut">{t(key)}</span>
          </button>
        ))}
    </nav>
  )
}

/** What is seen, and by whom. */
function SightSections({ settings }: { settings: Settings }) {
  const t = useText()
  const [look, language, , privacy] = parts
  return (
    <>
      <Section id={look.id} icon={look.icon} title={t(look.key)}>
        <LookOptions settings={settings} />
      </Section>
      <Section id={language.id} icon={language.icon} title={t(language.key)}>
        <LanguageOptions settings={settings} />
      </Section>
      <Section id={privacy.id} icon={privacy.icon} title={t(privacy.key)}>
        <BlurOption blurNames={settings.blurNames} />
      </Section>
    </>
  )
}

function Page({ settings }: { settings: Settings }) {
  const t = useText()
  const [, , writing, , accounts, presence, diagnostics, storage, startup, updates] = parts
  return (
    <div className="set-cols set-cols-2">
      <div>
        <SightSections settings={settings} />
        <Section id={writing.id} icon={writing.icon} title={t(writing.key)}>
          <WritingOptions settings={settings} />
        </Section>
        <Section id={storage.id} icon={storage.icon} title={t(storage.key)}>
          <StorageSection settings={settings} />
        </Section>
      </div>
      <div>
        <Section id={accounts.id} icon={accounts.icon} title={t(accounts.key)}>
          <AccountsSection />
        </Section>
        <Section id={presence.id} icon={presence.icon} title={t(presence.key)}>
          <PresenceSection settings={settings} />
        </Section>
        <Section id={startup.id} icon={startup.icon} title={t(startup.key)}>
          <StartupOption />
        </Section>
        <Section id={updates.id} icon={updates.icon} title={t(updates.key)}>
          <UpdatesSection settings={settings} />
        </Section>
        <Section id={diagnostics.id} icon={diagnostics.icon} title={t(diagnostics.key)}>
          <DiagnosticsSection />
        </Section>
      </div>
    </div>
  )
}

function MainPage({ settings }: { settings: Settings | undefined }) {
  const t = useText()
  return (
    <>
      <h1>{t('settings.title')}</h1>
      <p className="set-lead">{t('settings.lead')}</p>
      <ManagedSection />
      {settings && <Page settings={settings} />}
    </>
  )
}

const pages: Partial<Record<Room, () => ReactNode>> = {
  alerts: AlertsPage,
  keys: KeysPage,
  field: FieldPage,
  connection: ConnectionPage,
  channels: ChannelsPage,
  connector: ConnectorPage,
  about: AboutPage,
}

/** The settings; each change counts at once. */
export function SettingsRoom() {
  const { go, room } = useUi()
  const settings = useSettings().data
  const back = () => go(room === 'connector' ? 'channels' : 'workspace')
  const Chosen = pages[room]
  useKeys({ back })
  return (
    <div className="set">
      <SettingsMenu onBack={back} />
      <main className="set-page" data-area="talk" tabIndex={-1}>
        <div className="set-in">{Chosen ? <Chosen /> : <MainPage settings={settings} />}</div>
      </main>
    </div>
  )
}
