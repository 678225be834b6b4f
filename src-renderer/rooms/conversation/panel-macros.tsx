import { Play, Zap } from 'lucide-react'
import { useState } from 'react'
import type { ConversationRef } from '../../../src-preload/contract/ids'
import type { Macro } from '../../../src-preload/contract/macro'
import { runMacro, useMacros } from '../../bridge/errands'
import { useDirectory } from '../../bridge/queries'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { useText } from '../../text/t'
import { macroText } from './macro-words'
import { Asked, Section } from './panel-section'

interface LineProps {
  at: ConversationRef
  macro: Macro
  isLive: boolean
}

/** What it does, in its order, before anybody runs it. */
function Preview({ at, macro, isLive, onEnd }: LineProps & { onEnd: () => void }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const book = useDirectory(at).data
  const run = async (): Promise<void> => {
    setBusy(true)
    await runMacro(at, macro)
    onEnd()
  }
  return (
    <div className="macro-preview">
      {macro.actions.length === 0 && <p className="muted">{t('macro.nothing')}</p>}
      <ol>
        {macro.actions.map((action, index) => (
          <li key={index} dir="auto">
            {macroText(action, book)}
          </li>
        ))}
      </ol>
      {!isLive && <p className="muted">{t('macro.needsLine')}</p>}
      <Button icon={Play} busy={isBusy} disabled={!isLive} onPress={() => void run()}>
        {t('macro.run')}
      </Button>
    </div>
  )
}

function Line(props: LineProps) {
  const { macro } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <button type="button" className="panel-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon of={Zap} size={14} />
        <span className="grow cut" dir="auto" title={macro.name}>
          {macro.name || `#${macro.id}`}
        </span>
      </button>
      {isOpen && <Preview {...props} onEnd={() => setOpen(false)} />}
    </li>
  )
}

function List({ at, isLive }: Omit<LineProps, 'macro'>) {
  const t = useText()
  const macros = useMacros(at, isLive)
  return (
    <Asked
      answer={macros}
      isLive={isLive}
      words={{ asking: t('macro.asking'), none: t('macro.none'), needsLine: t('macro.needsLine') }}
    >
      <ul className="panel-lines">
        {macros.data?.map((macro) => (
          <Line key={macro.id} at={at} macro={macro} isLive={isLive} />
        ))}
      </ul>
    </Asked>
  )
}

/** Macros that can be run here; they are asked for when somebody looks. */
export function Macros(props: Omit<LineProps, 'macro'>) {
  const t = useText()
  return (
    <Section title={t('macro.title')} folded>
      <List {...props} />
    </Section>
  )
}
