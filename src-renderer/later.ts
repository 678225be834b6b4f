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
const loadSearch = () => import('./rooms/search/search')
const loadPalette = () => import('./rooms/palette/palette')
const loadPicker = () => import('./rooms/pick/picker')
const loadFilter = () => import('./rooms/pick/filter-picker')

export const ContactPanel = later(async () => (await loadPanel()).ContactPanel)
export const ContactsRoom = later(async () => (await import('./rooms/contacts/contacts')).ContactsRoom)
export const OutboxRoom = later(async () => (await import('./rooms/outbox/outbox')).OutboxRoom)
export const ReviewRoom = later(async () => (await import('./rooms/review/review')).ReviewRoom)
export const SettingsRoom = later(async () => (await import('./rooms/settings/settings')).SettingsRoom)
export const SignInRoom = later(async () => (await import('./rooms/sign-in/sign-in')).SignInRoom)
export const SearchRoom = later(async () => (await loadSearch()).SearchRoom)
export const Palette = later(async () => (await loadPalette()).Palette)
export const MissedRoom = later(async () => (await import('./rooms/missed/missed')).MissedRoom)
export const Picker = later(async () => (await loadPicker()).Picker)
export const FilterPicker = later(async () => (await loadFilter()).FilterPicker)
export const KeysDialog = later(async () => (await import('./rooms/frame/keys-dialog')).KeysDialog)

/**
 * Fetches what will be wanted next, and then what a key opens to be typed into: until it is there the letters that follow would be
 * taken for shortcuts.
 */
export async function loadNext(): Promise<void> {
  await Promise.all([loadOpened(), loadPanel()])
  await Promise.all([loadPalette(), loadSearch(), loadPicker(), loadFilter()])
}
