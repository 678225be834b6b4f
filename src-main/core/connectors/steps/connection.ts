import { because, reasonFrom } from '../reason'
import { failed, type Desk, type StepEnd } from '../desk'

/** Who asks and whether she may: all that follows is for administrators, and that is said before anything is tried (FACTS §6.3). */
export async function checkConnection({ server, ask }: Desk): Promise<StepEnd> {
  const about = await server.about()
  if (about.kind !== 'accepted') return failed(reasonFrom(about))
  const profile = await server.profile()
  if (profile.kind !== 'accepted') return failed(reasonFrom(profile))
  const account = profile.value.accounts.find(({ id }) => id === ask.account)
  if (!account?.active) return failed(because('no-account'))
  if (account.role !== 'administrator') return failed(because('needs-admin'))
  return { kind: 'done', what: 'found', id: null, name: about.value.version }
}
