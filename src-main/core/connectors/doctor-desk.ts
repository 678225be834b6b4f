/** One examination at a time: the newest that was asked for. The window reads the report as often as it is told to. */
import type { DoctorReport, DoctorTarget } from '../../../src-preload/contract/schemas/doctor'
import type { Log, ProfileBook, Vault } from '../ports'
import { examine, type DoctorDeps, type Patient } from './doctor'

export interface DoctorDesk {
  /** Begins, and lets go of what was being looked at before. */
  run(target: DoctorTarget): void
  report(): DoctorReport | null
}

export interface DoctorDeskNeeds extends DoctorDeps {
  book: Pick<ProfileBook, 'list'>
  vault: Pick<Vault, 'read'>
  log: Log
  /** There is more to read. */
  changed: () => void
}

/** Makes the desk; it holds the newest report and nothing else. */
export function makeDoctorDesk(needs: DoctorDeskNeeds): DoctorDesk {
  let newest: DoctorReport | null = null
  const begin = (target: DoctorTarget): DoctorReport => ({
    profileId: target.kind === 'profile' ? target.profileId : null,
    startedAt: needs.clock.now(),
    endedAt: null,
    baseUrl: null,
    version: null,
    steps: [],
  })
  return {
    report: () => newest,
    run(target) {
      const mine = begin(target)
      newest = mine
      const tell = (so: Partial<DoctorReport>): void => {
        Object.assign(mine, so)
        // Somebody asked for another one meanwhile: this one goes on unheard.
        if (newest === mine) needs.changed()
      }
      patientOf(needs, target)
        .then((patient) => examine(needs, patient, tell))
        .catch((error: unknown) => void needs.log.bug('doctor', error))
        .finally(() => tell({ endedAt: needs.clock.now() }))
    },
  }
}

async function patientOf({ book, vault }: DoctorDeskNeeds, target: DoctorTarget): Promise<Patient> {
  if (target.kind === 'typed') {
    const token = target.token.trim()
    return { address: target.address, credential: token === '' ? 'none' : { kind: 'token', token } }
  }
  const entry = book.list().find(({ id }) => id === target.profileId)
  const secret = entry === undefined ? null : await vault.read(entry.id).catch(() => null)
  return { address: entry?.baseUrl ?? '', credential: secret?.credential ?? 'no-secret' }
}
