import { inboxKey } from '../../../src-preload/contract/inbox-key'
import type { Inbox } from '../../../src-preload/contract/entities'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import { useAccounts } from '../../bridge/accounts'
import { useDirectories } from '../../bridge/queries'
import { Choice } from '../../parts/choice'
import { useText } from '../../text/t'
import { offered, undoSeconds } from './offered'
import { change, Opt } from './opt'

/** No ring of its own. */
const AS_ALL = -1

function withRing(settings: Settings, key: string, seconds: number): Record<string, number> {
  const { [key]: _before, ...others } = settings.undoMsByInbox
  return seconds === AS_ALL ? others : { ...others, [key]: seconds * 1000 }
}

function Ring({ settings, inbox, id }: { settings: Settings; inbox: Inbox; id: string }) {
  const t = useText()
  const own = settings.undoMsByInbox[id]
  const value = own === undefined ? AS_ALL : Math.round(own / 1000)
  const words = (seconds: number): string =>
    seconds === 0 ? t('settings.undoNone') : t('settings.seconds', { count: seconds })
  const choices = [AS_ALL, ...offered(undoSeconds, Math.max(0, value))].map((seconds) => ({
    value: seconds,
    text: seconds === AS_ALL ? t('settings.undoAsAll') : words(seconds),
  }))
  return (
    <Opt name={inbox.name}>
      <Choice
        label={t('settings.undoFor', { inbox: inbox.name })}
        at="menu-pop-end"
        value={value}
        choices={choices}
        onChoose={(seconds) => change({ undoMsByInbox: withRing(settings, id, seconds) })}
      />
    </Opt>
  )
}

/** The undo ring of single inboxes, folded away: most agents want one for all. */
export function UndoByInbox({ settings }: { settings: Settings }) {
  const t = useText()
  const accounts = useAccounts()
  const directories = useDirectories(accounts)
  const rings = accounts.flatMap(({ profileId, accountId }, index) =>
    (directories[index]?.inboxes ?? []).map((inbox) => ({
      inbox,
      id: inboxKey({ profileId, accountId, inboxId: inbox.id }),
    })),
  )
  if (rings.length === 0) return null
  return (
    <details className="opt-more">
      <summary>{t('settings.undoByInbox')}</summary>
      {rings.map(({ inbox, id }) => (
        <Ring key={id} settings={settings} inbox={inbox} id={id} />
      ))}
    </details>
  )
}
