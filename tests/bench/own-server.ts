/** A fake server in a process of its own, named to the journeys' office: what floods must not share the measured process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import seed from '../fake-chatwoot/seed.json'
import { type FakeProcess, startFakeProcess } from './fake-process'

/** Starts it, runs the bench, and ends it whatever happens. */
export async function withOwnServer<T>(run: (fake: FakeProcess) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'perch-server-'))
  const fake = await startFakeProcess(['--port', '0'])
  try {
    const seedFile = join(folder, 'seed.json')
    writeFileSync(seedFile, JSON.stringify({ ...seed, base: fake.base }))
    process.env['PERCH_E2E_SEED'] = seedFile
    return await run(fake)
  } finally {
    fake.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
