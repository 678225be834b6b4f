import type { ReactNode } from 'react'
import type { Settings } from '../../../src-preload/contract/schemas/app'
import { call } from '../../bridge/client'
import { attempt } from '../../ui-state'

/** One option: its name, a word about it, and what changes it. */
export function Opt({ name, help, children }: { name: string; help?: string; children: ReactNode }) {
  return (
    <div className="opt">
      <div className="grow">
        <b>{name}</b>
        {help && <p>{help}</p>}
      </div>
      {children}
    </div>
  )
}

/** Writes some settings; main answers with all of them by an event. */
export function change(some: Partial<Settings>): void {
  void attempt(call('settings.set', some))
}
