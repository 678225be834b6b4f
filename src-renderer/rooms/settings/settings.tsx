import {
  ArrowLeft,
  Backpack,
  Bell,
  CircleUser,
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
import { ConnectionPage } from './connection'
import { DiagnosticsSection } from './diagnostics'
import { FieldPage } from './field/field'
import { LanguageOptions, LookOptions } from './appearance'
import { PresenceSection } from './presence'
import { StartupOption } from './startup'
import { StorageSection } from './storage'
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
  { id: 'set-accounts', icon: UserRound, key: 'settings.accounts' },
  { id: 'set-presence', icon: CircleUser, key: 'presence.title' },
  { id: 'set-diagnostics', icon: Stethoscope, key: 'settings.diagnostics' },
  { id: 'set-storage', icon: HardDrive, key: 'settings.storage' },
  { id: 'set-startup', icon: Power, key: 'startup.title' },
] as const

interface OwnPage {
  to: Room
  icon: LucideIcon
  key: 'settings.alerts' | 'doctor.title' | 'channels.title' | 'field.title'
  /** What is shown while the line is the current one. */
  rooms: Room[]
}

const ownPages: OwnPage[] = [
  { to: 'alerts', icon: Bell, key: 'settings.alerts', rooms: ['alerts'] },
  { to: 'field', icon: Backpack, key: 'field.title', rooms: ['field'] },
  { to: 'connection', icon: Unplug, key: 'doctor.title', rooms: ['connection'] },
  { to: 'channels', icon: Plug, key: 'channels.title', rooms: ['channels', 'connector'] },
]

/** To a part of the main page, which may have to come back first. */
function goToPart(id: string): void {
  flushSync(() => useUi.getState().go('settings'))
  document.getElementById(id)?.scrollIntoView({ block: 'start' })
}

function SettingsMenu({ onBack }: { onBack: () => void }) {
  const t = useText()
  const { showOverlay, go, room } = useUi()
  const box = useRef<HTMLElement>(null)
  const roving = useRoving(box, '.rail-item')
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
      {ownPages.map(({ to, icon, key, rooms }) => (
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
      <button type="button" className="rail-item" onClick={() => showOverlay('keys')}>
        <Icon of={Keyboard} />
        <span className="grow cut">{t('settings.shortcuts')}</span>
      </button>
    </nav>
  )
}

function Page({ settings }: { settings: Settings }) {
  const t = useText()
  const [look, language, writing, accounts, presence, diagnostics, storage, startup] = parts
  return (
    <div className="set-cols set-cols-2">
      <div>
        <Section id={look.id} icon={look.icon} title={t(look.key)}>
          <LookOptions settings={settings} />
        </Section>
        <Section id={language.id} icon={language.icon} title={t(language.key)}>
          <LanguageOptions settings={settings} />
        </Section>
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
      {settings && <Page settings={settings} />}
    </>
  )
}

const pages: Partial<Record<Room, () => ReactNode>> = {
  alerts: AlertsPage,
  field: FieldPage,
  connection: ConnectionPage,
  channels: ChannelsPage,
  connector: ConnectorPage,
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
