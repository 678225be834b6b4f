/** What set-ups made on servers and nobody has taken back yet, as it survives an end of Perch. */
import type { AccountId } from '../../../src-preload/contract/ids'
import type { Made, Run } from './run'

/** Whose set-up: the window and a command at the terminal name it alike. */
export interface MadeAt {
  baseUrl: string
  account: AccountId
  connector: string
}

/** Ids on disk, no secrets and no words of customers. Never throws: a disk that is full costs the memory, not the run. */
export interface MadeBook {
  /** In the order it was made; empty when there is nothing to take back. */
  read(at: MadeAt): Made[]
  /** Replaces what was remembered; an empty list forgets it. */
  write(at: MadeAt, made: readonly Made[]): void
}

/** What of a run may lie on disk. A value that a customer had before stays in memory; without it undo says that it cannot. */
export function keepable({ made }: Pick<Run, 'made'>): Made[] {
  return made.map((one) => {
    if (one.kind !== 'contact-attribute' || one.before === null) return one
    const { before: _words, ...rest } = one
    return rest
  })
}
