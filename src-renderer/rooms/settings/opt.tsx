import type { ReactNode } from 'react'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import type { Fixable } from '../../../src-preload/contract/schemas/managed'
import { call } from '../../bridge/client'
import { useManaged } from '../../bridge/managed'
import { attempt } from '../../ui-state'
import { FixedTag } from './managed'

interface OptProps {
  name: string
  help?: string
  /** What it changes, where an organisation may have fixed that. */
  setting?: Fixable
  children?: ReactNode
}

/** One option: its name, a word about it, and what changes it. */
export function Opt({ name, help, setting, children }: OptProps) {
  const { fixed } = useManaged()
  const isFixed = setting !== undefined && fixed.includes(setting)
  return (
    <div className="opt">
      <div className="grow">
        <b>{name}</b>
        {help && <p>{help}</p>}
      </div>
      {isFixed && <FixedTag />}
      {isFixed ? (
        <fieldset className="opt-fixed" disabled>
          {children}
        </fieldset>
      ) : (
        children
      )}
    </div>
  )
}

/** Writes some settings; main answers with all of them by an event. */
export function change(some: Partial<Settings>): void {
  void attempt(call('settings.set', some))
}
