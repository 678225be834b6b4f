// The keyring of the private desktop, read as any program of the agent could read it.
import { findCredentials } from 'keytar'

/** What Perch keeps for one profile. */
export interface KeptSecret {
  profile: string
  token: string
  databaseKey: string
}

/** Everything Perch has in the keychain; all apps of one run share it. */
export async function keptSecrets(): Promise<KeptSecret[]> {
  const entries = await findCredentials('perch')
  return entries.map(({ account, password }) => {
    const { credential, databaseKey } = JSON.parse(password) as { credential: { token: string }; databaseKey: string }
    return { profile: account, token: credential.token, databaseKey }
  })
}
