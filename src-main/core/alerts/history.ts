/** "Why did this (not) alert?", and what would come of it with other settings (F17). */
import type { AlertSettings, Verdict as Told } from '../../../src-preload/contract/schemas/alert'
import type { ProfileId } from '../../../src-preload/contract/ids'
import type { Store, StoredVerdict } from '../ports'
import { judge, type Verdict } from './policy'

interface Source {
  entry: { id: ProfileId }
  store: Pick<Store, 'verdicts' | 'conversation'>
}

export interface HistoryAsk {
  limit: number
  /** The settings to try. */
  settings: AlertSettings
}

/** Verdicts of every profile, newest first, each with what it would be by these settings. */
export async function alertHistory(profiles: readonly Source[], { limit, settings }: HistoryAsk): Promise<Told[]> {
  const lists = await Promise.all(
    profiles.map(async ({ entry, store }) => (await store.verdicts(limit)).map((row) => ({ row, store, profileId: entry.id }))),
  )
  const newest = lists
    .flat()
    .sort((a, b) => b.row.at - a.row.at)
    .slice(0, limit)
  return Promise.all(
    newest.map(async ({ row, store, profileId }) => {
      const { at, accountId, conversationId, event, alerted, reason, rule } = row
      const conversation = { profileId, accountId, conversationId }
      const name = (await store.conversation(conversation))?.conversation.contact.name ?? null
      return { at, conversation, name, event, alerted, reason, rule, would: wouldBe(row, settings) }
    }),
  )
}

function wouldBe({ given }: StoredVerdict, settings: AlertSettings): Told['would'] {
  return given && plain(judge(given, settings))
}

function plain(verdict: Verdict): NonNullable<Told['would']> {
  const isAlert = 'alert' in verdict
  return { alerted: isAlert, reason: isAlert ? verdict.because : verdict.silent, rule: verdict.rule }
}
