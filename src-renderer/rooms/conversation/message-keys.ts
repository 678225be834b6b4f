/** Keys on messages (LOOK §6): arrows go from one to the next, Q quotes, C copies, Shift+F10 opens all that can be done. */
import type { KeyboardEvent, MouseEvent } from 'react'
import type { TimelineMessage } from '../../../src-preload/contract/entities'
import { chordOf, isKeyOf } from '../../keys'
import { messageKey } from '../../parts/message-key'
import { copyText, quoteMessage } from './message-acts'
import type { Talk } from './talk-context'

const PLACE = '[data-key]'

function openMenu(place: Element): boolean {
  return press(place.querySelector<HTMLElement>('.msg-more [aria-haspopup]'))
}

function press(button: HTMLElement | null): boolean {
  button?.click()
  return button !== null
}

function play(sound: HTMLAudioElement | null): boolean {
  if (sound?.paused) void sound.play().catch(() => undefined)
  else sound?.pause()
  return sound !== null
}

/** The next one in this direction; from the timeline itself: the newest, or the oldest that is drawn. */
function step(box: Element, here: Element | null, by: 1 | -1): boolean {
  const places = [...box.querySelectorAll<HTMLElement>(PLACE)]
  const at = here ? places.findIndex((place) => place === here) + by : by === -1 ? places.length - 1 : 0
  const next = places[at]
  next?.focus()
  next?.scrollIntoView?.({ block: 'nearest' })
  return here !== null || next !== undefined
}

/** Handlers for the timeline. */
export function messageKeys(messages: TimelineMessage[], talk: Talk) {
  const act = (chord: string, place: HTMLElement): boolean => {
    const message = messages.find((one) => messageKey(one) === place.dataset['key'])
    if (!message) return false
    if (isKeyOf('quoteMessage', chord)) quoteMessage(message, talk)
    else if (isKeyOf('copyMessage', chord)) copyText(message, place)
    else if (chord === 'Enter') return press(place.querySelector<HTMLElement>('.photo-open'))
    else if (chord === ' ') return play(place.querySelector('audio'))
    else if (chord === 'Shift+F10' || chord === 'ContextMenu') return openMenu(place)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget } = event
    if (!(target instanceof HTMLElement) || event.nativeEvent.isComposing || event.altKey) return
    const place = target.closest<HTMLElement>(PLACE)
    // Fields and players have arrows and letters of their own.
    if (target !== currentTarget && target !== place && !target.matches('button, a')) return
    const chord = chordOf(event.nativeEvent)
    // On a button these press the button.
    if (target !== place && (chord === 'Enter' || chord === ' ')) return
    const isDone =
      chord === 'ArrowUp' || chord === 'ArrowDown'
        ? step(currentTarget, place, chord === 'ArrowUp' ? -1 : 1)
        : place !== null && act(chord, place)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const place = event.target instanceof Element ? event.target.closest(PLACE) : null
    if (place && openMenu(place)) event.preventDefault()
  }
  return { onKeyDown, onContextMenu }
}
