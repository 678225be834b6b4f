import type { Conversation, Message } from '../model/rows'
import { Random } from '../fill/random'
import type { FakeChatwoot } from '../start'
import { acme } from './acme'
import { playHistory, type Scene } from './history'
import { northbird } from './northbird'

/** How lively the demo is. The same seed makes the same customers write the same words in the same order. */
export interface DemoOptions {
  seed?: number
  /** A customer writes by himself after so long, from shortest to longest. */
  everyMs?: [shortest: number, longest: number]
  /** A customer answers a reply after so long. */
  answerMs?: [shortest: number, longest: number]
  /** Only the history, nobody says anything new. */
  isSilent?: boolean
}

/** A running demo. */
export interface Demo {
  scenes: Scene[]
  /** Nobody writes any more; what was said stays. */
  stop(): void
}

const EVERY_MS: [number, number] = [5_000, 12_000]
const ANSWER_MS: [number, number] = [2_000, 6_000]
const TYPING_MS = 1_200
/** A quiet customer first: nobody should be spoken to by everybody at once. */
const MAX_UNANSWERED = 2

/** Fills a server started with the demo seed, and lets its customers live. */
export function startDemo(server: FakeChatwoot, options: DemoOptions = {}): Demo {
  const scenes = [...playHistory(server.model, acme), ...playHistory(server.model, northbird)]
  const life = new Life(server, scenes, options)
  if (!options.isSilent) life.start()
  return { scenes, stop: () => life.stop() }
}

class Life {
  readonly #server: FakeChatwoot
  readonly #scenes: Map<number, Scene>
  readonly #random: Random
  readonly #options: DemoOptions
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #spoken = new Map<number, { lines: number; answers: number }>()
  readonly #listen = (conversation: Conversation, message: Message) => this.#hear(conversation, message)

  constructor(server: FakeChatwoot, scenes: Scene[], options: DemoOptions) {
    this.#server = server
    this.#options = options
    this.#random = new Random(options.seed ?? 7)
    this.#scenes = new Map(scenes.map((scene) => [scene.conversation.id, scene]))
  }

  start(): void {
    this.#server.model.world.listeners.add(this.#listen)
    this.#writeSoon()
  }

  stop(): void {
    this.#server.model.world.listeners.delete(this.#listen)
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    timer.unref()
    this.#timers.add(timer)
  }

  #between([shortest, longest]: [number, number]): number {
    return this.#random.between(shortest, longest)
  }

  #writeSoon(): void {
    this.#after(this.#between(this.#options.everyMs ?? EVERY_MS), () => {
      const patient = [...this.#scenes.values()].filter((scene) => this.#maySpeak(scene))
      if (patient.length) this.#speak(this.#random.pick(patient), 'lines')
      this.#writeSoon()
    })
  }

  #maySpeak({ part, conversation }: Scene): boolean {
    const last = conversation.messages.slice(-MAX_UNANSWERED)
    const isHeard = last.some(({ type, isPrivate }) => type === 'outgoing' && !isPrivate)
    return part.lines.length > 0 && (isHeard || last.length < MAX_UNANSWERED)
  }

  /** A reply is read at once, and answered a little later. */
  #hear(conversation: Conversation, message: Message): void {
    const scene = this.#scenes.get(conversation.id)
    if (!scene || message.type !== 'outgoing' || message.isPrivate) return
    const waitMs = this.#between(this.#options.answerMs ?? ANSWER_MS)
    this.#after(Math.min(1_000, waitMs / 2), () => this.#server.model.customerReads(conversation))
    if (scene.part.answers.length) this.#after(waitMs, () => this.#speak(scene, 'answers'))
  }

  #speak({ part, conversation }: Scene, kind: 'lines' | 'answers'): void {
    const spoken = this.#spoken.get(conversation.id) ?? { lines: 0, answers: 0 }
    const text = part[kind][spoken[kind] % part[kind].length]
    this.#spoken.set(conversation.id, { ...spoken, [kind]: spoken[kind] + 1 })
    const { model } = this.#server
    const typingMs = Math.min(TYPING_MS, (this.#options.everyMs ?? EVERY_MS)[0] / 2)
    model.customerTypes(conversation)
    this.#after(typingMs, () => {
      model.customerTypes(conversation, false)
      model.customerWrites(conversation, text ?? '')
    })
  }
}
