/**
 * Rooms that the first frame of the window does without: each is a file of its own and is loaded when it is first wanted (P1).
 * What an agent wants at once, a conversation and its contact, is fetched as soon as the list is painted (P5).
 */
import { type ComponentType, lazy } from 'react'
import { loadOpened } from './rooms/conversation/talk'

function later<P>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: await load() }))
}

const loadPanel = () => import('./rooms/conversation/panel')

export const ContactPanel = later(async () => (await loadPanel()).ContactPanel)
export const ContactsRoom = later(async () => (await import('./rooms/contacts/contacts')).ContactsRoom)
export const OutboxRoom = later(async () => (await import('./rooms/outbox/outbox')).OutboxRoom)
export const ReviewRoom = later(async () => (await import('./rooms/review/review')).ReviewRoom)
export const SettingsRoom = later(async () => (await import('./rooms/settings/settings')).SettingsRoom)
export const SignInRoom = later(async () => (await import('./rooms/sign-in/sign-in')).SignInRoom)
export const SearchRoom = later(async () => (await import('./rooms/search/search')).SearchRoom)
export const Palette = later(async () => (await import('./rooms/palette/palette')).Palette)
export const MissedRoom = later(async () => (await import('./rooms/missed/missed')).MissedRoom)
export const Picker = later(async () => (await import('./rooms/pick/picker')).Picker)
export const KeysDialog = later(async () => (await import('./rooms/frame/keys-dialog')).KeysDialog)

/** Fetches what will be wanted next. */
export function loadNext(): Promise<unknown> {
  return Promise.all([loadOpened(), loadPanel()])
}
