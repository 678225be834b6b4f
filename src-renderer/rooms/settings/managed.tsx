import { Building2, LockKeyhole } from 'lucide-react'
import type { ManagedView } from '../../../src-preload/contract/schemas/managed'
import { useManaged } from '../../bridge/managed'
import { Icon } from '../../parts/icon'
import { say, useText } from '../../text/t'

/** Beside what the agent cannot change. */
export function FixedTag() {
  const t = useText()
  return (
    <span className="tag">
      <Icon of={LockKeyhole} size={12} />
      {t('managed.fixed')}
    </span>
  )
}

function linesOf({ server, isPinned, updates, off, alertPrivacy }: ManagedView): string[] {
  return [
    ...(server === null ? [] : [say('managed.server', { server })]),
    ...(isPinned ? [say('managed.pinned')] : []),
    ...(alertPrivacy === null ? [] : [say('managed.privacy', { level: say(`settings.privacy.${alertPrivacy}`) })]),
    ...(updates === null ? [] : [say(`managed.updates.${updates}`)]),
    ...off.map((feature) => say(`managed.off.${feature}`)),
  ]
}

/** What the organisation decided, and what of it could not be understood. Nothing where nobody manages the machine. */
export function ManagedSection() {
  const t = useText()
  const managed = useManaged()
  const { file, problems } = managed
  if (file === null) return null
  return (
    <section className="set-sec" id="set-managed">
      <h2>
        <Icon of={Building2} />
        {t('managed.title')}
      </h2>
      <div className="box">
        <div className="opt">
          <div className="grow">
            <b>{t('managed.by')}</b>
            <p>{t('managed.file', { file })}</p>
            <ul className="managed-lines">
              {linesOf(managed).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {problems.map(({ key, reason }) => (
              <p className="set-warn" role="alert" key={`${key}/${reason}`}>
                {say(`managed.problem.${reason}`, { key: key ?? '' })}
              </p>
            ))}
          </div>
        </div>
      </div>
    </section>
  )
}
