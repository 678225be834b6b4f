import { Volume2 } from 'lucide-react'
import type { AlertKind, AlertScope, SoundName } from '../../../../src-preload/contract/schemas/alert'
import type { Settings } from '../../../../src-preload/contract/schemas/app'
import { useAlertDesktop } from '../../../bridge/alerts'
import { call } from '../../../bridge/client'
import { Button, IconButton } from '../../../parts/button'
import { Choice } from '../../../parts/choice'
import { Switch } from '../../../parts/switch'
import { useText } from '../../../text/t'
import { attempt } from '../../../ui-state'
import { change, Opt } from '../opt'
import { scopes } from './common'
import { usePlaces } from './places'

const AS_ALL = 'as-all'
const noteWhens = ['mentions', 'all', 'never'] as const
const kinds: AlertKind[] = ['customer', 'mention', 'waiting', 'note']
const sounds: SoundName[] = ['none', 'chime', 'bell', 'drop', 'knock']
const timesOffered = [1, 2, 3, 5, 10]

function Notes({ settings }: { settings: Settings }) {
  const t = useText()
  return (
    <Opt name={t('settings.notes')}>
      <Choice
        label={t('settings.notes')}
        at="menu-pop-end"
        value={settings.alertOnNotes}
        choices={noteWhens.map((value) => ({ value, text: t(`settings.notes.${value}`) }))}
        onChoose={(alertOnNotes) => change({ alertOnNotes })}
      />
    </Opt>
  )
}

/** Switches for what most leave as it is. */
function Moments({ settings }: { settings: Settings }) {
  const t = useText()
  const isQuiet = useAlertDesktop().data?.isQuiet
  const state =
    isQuiet === undefined ? '' : isQuiet === null ? t('alerts.desktopUnknown') : isQuiet ? t('alerts.desktopOn') : ''
  return (
    <>
      <Opt name={t('alerts.followed')} help={t('alerts.followedHelp')}>
        <Switch
          label={t('alerts.followed')}
          on={settings.alertParticipating}
          onChange={(alertParticipating) => change({ alertParticipating })}
        />
      </Opt>
      <Opt name={t('alerts.desktop')} help={state || t('alerts.desktopHelp')}>
        <Switch
          label={t('alerts.desktop')}
          on={settings.quietWithDesktop}
          onChange={(quietWithDesktop) => change({ quietWithDesktop })}
        />
      </Opt>
      <Opt name={t('alerts.busy')} help={t('alerts.busyHelp')}>
        <Switch label={t('alerts.busy')} on={settings.quietWhenBusy} onChange={(quietWhenBusy) => change({ quietWhenBusy })} />
      </Opt>
      <Opt name={t('alerts.times')}>
        <Choice
          label={t('alerts.times')}
          at="menu-pop-end"
          value={settings.remindTimes}
          choices={timesOffered.map((count) => ({ value: count, text: t('alerts.timesOf', { count }) }))}
          onChoose={(remindTimes) => change({ remindTimes })}
        />
      </Opt>
    </>
  )
}

function Sound({ kind, settings }: { kind: AlertKind; settings: Settings }) {
  const t = useText()
  const value = settings.sounds[kind]
  const play = (sound: SoundName) => void attempt(call('alert.play', { sound, volume: settings.soundVolume }))
  return (
    <Opt name={t(`alerts.soundOf.${kind}`)}>
      {value !== 'none' && <IconButton icon={Volume2} label={t('alerts.listen')} onPress={() => play(value)} />}
      <Choice
        label={t(`alerts.soundOf.${kind}`)}
        at="menu-pop-end"
        value={value}
        choices={sounds.map((name) => ({ value: name, text: t(`alerts.tone.${name}`) }))}
        onChoose={(name) => {
          change({ sounds: { ...settings.sounds, [kind]: name } })
          play(name)
        }}
      />
    </Opt>
  )
}

function withScope(settings: Settings, key: string, scope: AlertScope | typeof AS_ALL): Record<string, AlertScope> {
  const { [key]: _before, ...others } = settings.alertScopeBy
  return scope === AS_ALL ? others : { ...others, [key]: scope }
}

function Places({ settings }: { settings: Settings }) {
  const t = useText()
  const { places } = usePlaces()
  return (
    <details className="opt-more">
      <summary>{t('alerts.byPlace')}</summary>
      {places.map(({ key, name, isAccount }) => (
        <Opt key={key} name={isAccount ? t('alerts.wholeAccount', { name }) : name}>
          <Choice<AlertScope | typeof AS_ALL>
            label={t('alerts.scopeFor', { name })}
            at="menu-pop-end"
            value={settings.alertScopeBy[key] ?? AS_ALL}
            choices={[
              { value: AS_ALL, text: t('settings.undoAsAll') },
              ...scopes.map((value) => ({ value, text: t(`settings.scope.${value}`) })),
            ]}
            onChoose={(scope) => change({ alertScopeBy: withScope(settings, key, scope) })}
          />
        </Opt>
      ))}
    </details>
  )
}

/** What one sets once, if ever. */
export function MoreOptions({ settings }: { settings: Settings }) {
  const t = useText()
  const muted = settings.alertsMuted.length
  return (
    <>
      <Notes settings={settings} />
      <Moments settings={settings} />
      {kinds.map((kind) => (
        <Sound key={kind} kind={kind} settings={settings} />
      ))}
      <Places settings={settings} />
      {muted > 0 && (
        <Opt name={t('alerts.muted', { count: muted })} help={t('alerts.mutedHelp')}>
          <Button look="quiet" onPress={() => change({ alertsMuted: [] })}>
            {t('alerts.unmuteAll')}
          </Button>
        </Opt>
      )}
    </>
  )
}
