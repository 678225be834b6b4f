/** The alert desk of a profile, with the profile behind it: where its buttons lead, and what it hears of the machine. */
import { beforeEach, describe, expect, it } from 'vitest'
import { openAlertDesk } from '../../src-main/core/alert-desks'
import type { ProfileRuntime } from '../../src-main/core/profile'
import { defaultSettings, makeSettings, type SettingsBook } from '../../src-main/core/settings'
import { FakeAlerts } from '../fakes/alerts'
import { fakeAwake } from '../fakes/awake'
import { FakeChance } from '../fakes/chance'
import { customerMessage } from '../fakes/messages'
import { conversation, keyOf } from '../fakes/outbox-world'
import { ProfilesWorld } from '../fakes/profiles-world'

const HOUR = 3_600_000

let world: ProfilesWorld
let alerts: FakeAlerts
let profile: ProfileRuntime
let settings: SettingsBook
let lock: (isLocked: boolean) => void
let gone: unknown[]
let asked: unknown[]
let stop: () => Promise<void>

beforeEach(async () => {
  ;[world, alerts, gone, asked] = [new ProfilesWorld(), new FakeAlerts(), [], []]
  const id = await world.signIn('jo')
  profile = world.profiles.find(id)!
  let kept = defaultSettings
  settings = makeSettings({ read: () => kept, write: (now) => void (kept = now) })
  await profile.store.commit((tx) => tx.putConversation({ conversation: conversation(0, { unreadCount: 1 }), evidenceAt: 0 }))
  stop = open()
})

function open(): () => Promise<void> {
  const { clock, log } = world
  const quiet = () => () => undefined
  return openAlertDesk(profile, {
    ...{ alerts, settings, clock, log, chance: new FakeChance() },
    desktopQuiet: { isQuiet: () => null },
    awake: { ...fakeAwake(), onSleep: quiet, onWake: quiet, onLock: (listener) => ((lock = listener), () => undefined) },
    screen: { isSeen: () => false, hasFocus: () => false, call: () => undefined },
    goTo: (target) => void gone.push(target),
    replyTo: (target) => void asked.push(target),
  })
}

const ref = () => ({ profileId: profile.entry.id, ...keyOf(0) })
const shown = () => [...alerts.onScreen.values()]

async function writes(): Promise<string> {
  const message = customerMessage(0, { createdAt: world.clock.now() })
  await profile.store.commit((tx) => tx.putMessage({ message, evidenceAt: 0 }))
  profile.facts.tell({ kind: 'MessageArrived', message, source: 'socket', gapMs: 0, mentionsMe: false })
  await world.clock.advance(1)
  return shown()[0]?.key ?? ''
}

async function presses(kind: 'open' | 'resolve' | 'read'): Promise<void> {
  const key = await writes()
  alerts.respond(kind === 'open' ? { kind, key, activationToken: 'tok' } : { kind, key })
  await world.clock.advance(1)
}

describe('F14 what the buttons of an alert lead to', () => {
  it('F1 a click opens the conversation, of this profile', async () => {
    await presses('open')
    expect(gone).toEqual([{ conversation: ref(), compose: false, activationToken: 'tok' }])
    expect(asked).toEqual([])
  })

  it('F14 Reply where the desktop has no field asks for the reply window', async () => {
    alerts.respond({ kind: 'reply', key: await writes(), text: null, activationToken: null })
    await world.clock.advance(1)
    expect(asked).toEqual([{ conversation: ref(), compose: true, activationToken: null }])
    expect(gone).toEqual([])
  })

  it('F1 a click on an alert that is about nobody opens the window', async () => {
    profile.facts.tell({ kind: 'SignedOut' })
    await world.clock.advance(1)
    expect(shown()).toMatchObject([{ title: { textKey: 'alert.signedOut', values: { account: 'Acme' } } }])
    alerts.respond({ kind: 'open', key: shown()[0]?.key ?? '', activationToken: null })
    await world.clock.advance(1)
    expect(gone).toEqual([{ conversation: null, compose: false, activationToken: null }])
  })

  it('F14 resolve is written down to leave at once, with what was seen, and the window stays away', async () => {
    await presses('resolve')
    const change = { kind: 'status', status: 'resolved', snoozedUntilAt: null }
    expect(await profile.store.actions()).toMatchObject([{ ...keyOf(0), seenId: 500, change }])
    expect([gone, shown()]).toEqual([[], []])
  })

  it('F14 snooze is for an hour from the moment it is pressed', async () => {
    const key = await writes()
    await world.clock.advance(5_000)
    const snoozedUntilAt = world.clock.now() + HOUR
    alerts.respond({ kind: 'snooze', key })
    await world.clock.advance(1)
    expect(await profile.store.actions()).toMatchObject([{ change: { kind: 'status', status: 'snoozed', snoozedUntilAt } }])
    expect([gone, shown()]).toEqual([[], []])
  })

  it('F14 what cannot be done from the alert is done where its reason can be seen', async () => {
    const key = await writes()
    await profile.store.commit((tx) => tx.removeConversation(keyOf(0)))
    alerts.respond({ kind: 'resolve', key })
    await world.clock.advance(1)
    expect(gone).toEqual([{ conversation: ref(), compose: false, activationToken: null }])
  })

  it('F14 read is read here too', async () => {
    await presses('read')
    expect(await profile.store.actions()).toMatchObject([{ change: { kind: 'seen' }, seenId: 500 }])
    expect(shown()).toEqual([])
  })
})

describe('F1 a profile of which little is known yet', () => {
  it('F1 a customer of an account that is not in its list is told all the same', async () => {
    const ninth = { ...keyOf(0), accountId: 9 as never }
    const one = { ...conversation(0), accountId: ninth.accountId }
    await profile.store.commit((tx) => tx.putConversation({ conversation: one, evidenceAt: 0 }))
    const message = customerMessage(0, { ...ninth, createdAt: world.clock.now() })
    profile.facts.tell({ kind: 'MessageArrived', message, source: 'socket', gapMs: 0, mentionsMe: false })
    await world.clock.advance(1)
    expect(shown()).toMatchObject([{ title: { name: 'Ana Ferreira' } }])
  })

  it('F5 without an account, “sign in again” names the agent', async () => {
    await stop()
    profile.entry = { ...profile.entry, accounts: [] }
    stop = open()
    profile.facts.tell({ kind: 'SignedOut' })
    await world.clock.advance(1)
    expect(shown()).toMatchObject([{ title: { textKey: 'alert.signedOut', values: { account: 'jo' } } }])
  })
})

describe('F17 what is on screen when somebody else may look', () => {
  it('F17 locking takes words and names away, unlocking brings them back', async () => {
    await writes()
    expect(shown()).toMatchObject([{ title: { kind: 'name', name: 'Ana Ferreira' } }])
    lock(true)
    await world.clock.advance(1)
    expect(shown()).toMatchObject([{ title: { textKey: 'alert.someone' }, body: { textKey: 'alert.openToRead' } }])
    lock(false)
    await world.clock.advance(1)
    expect(shown()).toMatchObject([{ title: { name: 'Ana Ferreira' } }])
  })

  it('F17 another privacy is drawn at once; any other setting draws nothing again', async () => {
    await writes()
    settings.set({ soundVolume: 10 })
    await world.clock.advance(1)
    expect(alerts.shown).toHaveLength(1)
    settings.set({ blurNames: true })
    await world.clock.advance(1)
    expect(shown()).toMatchObject([{ title: { textKey: 'alert.someone' } }])
    settings.set({ theme: 'dark' })
    await world.clock.advance(1)
    expect(alerts.shown).toHaveLength(2)
  })

  it('F1 a profile that ends leaves nothing on screen and draws nothing more', async () => {
    await writes()
    await stop()
    settings.set({ blurNames: true })
    await world.clock.advance(1)
    expect(shown()).toEqual([])
    expect(alerts.shown).toHaveLength(1)
  })
})
