import { useEffect, useMemo } from 'react'
import type { Mentionable } from '../parts/mentions'
import { useDirectory } from './queries'
import type { Subject } from './variables'
import type { Writing } from './writing'

/** Older servers take the number of a team for that of a user and tell the wrong one (FACTS §3.9). */
const TEAMS_SINCE = [4, 10]

function knowsTeams(version: string | null | undefined): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  const [wanted = 0, wantedMinor = 0] = TEAMS_SINCE
  return major > wanted || (major === wanted && minor >= wantedMinor)
}

/** Colleagues of the account, and its teams where the server knows what to do with them. The writing is told. */
export function useMentionable({ ref, account }: Subject, writing: Writing): Mentionable[] {
  const directory = useDirectory(ref)
  const { agents, teams } = directory.data ?? {}
  const me = account?.profile.user.id
  const withTeams = knowsTeams(account?.profile.version)
  const people = useMemo(
    (): Mentionable[] => [
      ...(agents ?? []).filter(({ id }) => id !== me).map(({ id, name }) => ({ kind: 'user' as const, id, name })),
      ...(withTeams ? (teams ?? []) : []).map(({ id, name }) => ({ kind: 'team' as const, id, name })),
    ],
    [agents, teams, me, withTeams],
  )
  useEffect(() => writing.wording.knowPeople(people), [writing, people])
  return people
}
