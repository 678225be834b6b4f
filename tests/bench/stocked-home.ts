/** A home in which Perch was used for years: one profile, 50 000 messages, a server that is not there. */
import keytar from 'keytar'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeStores } from '../../src-main/store'
import type { ProfileId } from '../../src-preload/contract/ids'
import { FakeLog } from '../fakes/log'
import { ME } from '../store/examples'
import { fill, type FillSize } from '../store/fill'

const PROFILE = '00000000-0000-4000-8000-00000000be9c' as ProfileId
/** Nothing listens on this port of loopback. */
const NOBODY = 'http://127.0.0.1:9'

/** Puts the database, the profile list and the keychain entry where the app looks for them; returns the home. */
export async function stockHome(size: FillSize): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'perch-bench-'))
  const userData = join(home, '.config', 'Perch')
  mkdirSync(userData, { recursive: true })
  const databaseKey = 'ab'.repeat(32)
  const store = await makeStores({ folder: join(userData, 'stores'), isThrowAway: () => false, log: new FakeLog() }).open(
    PROFILE,
    databaseKey,
  )
  await fill(store, size)
  await store.close()
  const credential = { kind: 'token', token: 'NoServerEverSeesThisOne1' }
  await keytar.setPassword('perch', PROFILE, JSON.stringify({ v: 1, credential, databaseKey }))
  const entry = {
    id: PROFILE,
    baseUrl: NOBODY,
    version: '4.2.0',
    user: { id: ME, name: 'Bo Agent', email: null, avatarUrl: null },
    accounts: [{ id: 1, name: 'Acme Support', role: 'agent' }],
    colour: 1,
  }
  writeFileSync(join(userData, 'profiles.json'), JSON.stringify({ [PROFILE]: entry }))
  return home
}
