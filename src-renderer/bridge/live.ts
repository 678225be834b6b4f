import type { QueryClient } from '@tanstack/react-query'
import type { AccountId, ProfileId } from '../../src-preload/contract/ids'
import { startCalled } from './called'
import { on } from './client'
import { keyOf } from './queries'
import { startUploads } from './uploads'

/** Which answers a topic makes old. Events carry topics, never data: there is one read path. */
function outdated(profileId: ProfileId, topic: string): readonly (readonly unknown[])[] {
  const [noun, account, number] = topic.split(':')
  switch (noun) {
    case 'inbox':
      return [keyOf.lists, keyOf.counts, keyOf.queue, keyOf.review]
    case 'outbox':
      return [keyOf.outbox, keyOf.actions, keyOf.review, keyOf.counts]
    case 'typing':
    case 'storage':
    case 'packs':
    case 'verdicts':
    case 'health':
    case 'profiles':
      return [keyOf[noun]]
    case 'contacts':
      return [keyOf.contacts(profileId, Number(account) as AccountId)]
    case 'talks':
      return [[...keyOf.contacts(profileId, Number(account) as AccountId), 'talks', Number(number)]]
    case 'directory':
      return [
        keyOf.directory(profileId, Number(account) as AccountId),
        keyOf.channels,
        ['templates', profileId, Number(account)],
      ]
    case 'draft':
      return [['templates', profileId, Number(account), Number(number)]]
    case 'conversation': {
      const tail = [profileId, Number(account), Number(number)]
      return [
        ['conversation', ...tail],
        ['messages', ...tail],
      ]
    }
    default:
      return []
  }
}

/** Keeps the answers fresh: the only place that calls one out of date. Returns the way to stop. */
export function startLive(client: QueryClient): () => void {
  const refresh = (key: readonly unknown[]) => void client.invalidateQueries({ queryKey: key })
  const stops = [
    startUploads(),
    startCalled(),
    on('store.changed', ({ profileId, topics }) => {
      const keys = new Map(topics.flatMap((topic) => outdated(profileId, topic)).map((key) => [JSON.stringify(key), key]))
      for (const key of keys.values()) refresh(key)
    }),
    on('doctor.changed', () => refresh(keyOf.doctor)),
    on('selfTest.changed', () => refresh(keyOf.selfTest)),
    on('update.changed', () => refresh(keyOf.updates)),
    on('quick.keyChanged', () => refresh(keyOf.quickKey)),
    on('missed.changed', () => refresh(keyOf.missed)),
    on('channels.changed', () => refresh(keyOf.channels)),
    on('receive.changed', () => refresh(keyOf.receive)),
    on('wizard.changed', () => [keyOf.wizard, keyOf.channels].forEach(refresh)),
    on('link.changed', () => refresh(keyOf.profiles)),
    on('settings.changed', (settings) => client.setQueryData(keyOf.settings, settings)),
  ]
  return () => stops.forEach((stop) => stop())
}
