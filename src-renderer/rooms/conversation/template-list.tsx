import { CloudOff, ExternalLink, Hourglass, LayoutTemplate } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { MessageTemplate } from '../../../src-preload/contract/message-template'
import { Blank } from '../../parts/blank'
import { FindField, moveOrPick } from '../../parts/find-field'
import { Hits } from '../../parts/hits'
import { Icon } from '../../parts/icon'
import { DialogFoot } from '../../parts/dialog-foot'
import { findTemplates, type FoundTemplate, languageName } from '../../parts/templates'
import { useText } from '../../text/t'
import { useTalk } from './talk-context'

/** What it is in, as the window calls it. */
export const inLanguage = (template: MessageTemplate): string =>
  languageName(template.language, document.documentElement.lang || 'en')

interface LineProps {
  found: FoundTemplate
  index: number
  isAt: boolean
  onPick: () => void
}

function Line({ found: { template, hits }, index, isAt, onPick }: LineProps) {
  const t = useText()
  const { name, body, needs } = template
  return (
    <div
      className={`menu-item template-line${needs === null ? '' : ' is-elsewhere'}`}
      role="option"
      id={`template-${index}`}
      aria-selected={isAt}
      onClick={onPick}
    >
      <span className="template-top">
        <b className="cut" title={name}>
          <Hits text={name} hits={hits} />
        </b>
        <span className="palette-side">{inLanguage(template)}</span>
      </span>
      <span className="template-body cut" dir="auto">
        {body}
      </span>
      {needs !== null && (
        <span className="template-needs">
          <Icon of={ExternalLink} size={12} />
          {t(`template.needs.${needs}`)}
        </span>
      )}
    </div>
  )
}

/** Why there is nothing to choose from. */
function None({ templates, query }: { templates: readonly MessageTemplate[] | null; query: string }) {
  const t = useText()
  const { isLive } = useTalk()
  if (templates === null && !isLive)
    return <Blank icon={CloudOff} title={t('template.offline')} text={t('template.offlineText')} />
  if (templates === null) return <Blank icon={Hourglass} title={t('template.asking')} />
  if (templates.length === 0) return <Blank icon={LayoutTemplate} title={t('template.none')} text={t('template.noneText')} />
  return <Blank icon={LayoutTemplate} title={t('palette.nothing', { query })} />
}

interface ListProps {
  /** Null: nobody has asked the server yet. */
  templates: readonly MessageTemplate[] | null
  onPick: (template: MessageTemplate) => void
}

/** Type to find, by name or by words; arrows to move, Enter to choose. */
export function TemplateList({ templates, onPick }: ListProps) {
  const t = useText()
  const [{ query, at }, set] = useState({ query: '', at: 0 })
  const found = findTemplates(templates ?? [], query)
  const pick = (one: FoundTemplate) => onPick(one.template)
  const onKeyDown = (event: KeyboardEvent) => moveOrPick(event, { found, at, move: (to) => set({ query, at: to }), pick })
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' }), [at])
  return (
    <>
      <FindField
        list="template-list"
        active={found[at] && `template-${at}`}
        label={t('template.find')}
        hint={t('template.find')}
        value={query}
        onType={(text) => set({ query: text, at: 0 })}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" role="listbox" id="template-list" aria-label={t('template.title')} ref={box}>
        {found.map((one, index) => (
          <Line
            key={`${one.template.name} ${one.template.language}`}
            {...{ found: one, index, isAt: index === at }}
            onPick={() => pick(one)}
          />
        ))}
      </div>
      {found.length === 0 && <None templates={templates} query={query} />}
      <DialogFoot
        hints={[
          [['↵'], t('pick.choose')],
          [['Esc'], t('act.close')],
        ]}
      />
    </>
  )
}
