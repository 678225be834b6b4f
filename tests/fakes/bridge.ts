/** A bridge without a main behind it: answers are given per call, events are raised by the test, every call is remembered. */
import type { Bridge } from '../../src-preload/contract/bridge'
import type { Answer, AppError } from '../../src-preload/contract/errors'
import type { CallName, EventName } from '../../src-preload/contract/names'
import { callSchemas, type CallInput, type CallOutput, type EventBody } from '../../src-preload/contract/schemas/index'

type Handler<N extends CallName> = (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
export type Handlers = { [N in CallName]?: Handler<N> }

/** Thrown by a handler to answer with a refusal. */
export class Refusal extends Error {
  constructor(readonly error: AppError) {
    super(error.kind)
  }
}

export interface Heard<N extends CallName = CallName> {
  name: N
  input: CallInput<N>
}

export class FakeBridge implements Bridge {
  readonly heard: Heard[] = []
  private readonly listeners = new Map<EventName, Set<(body: never) => void>>()

  constructor(readonly handlers: Handlers = {}) {}

  /** Inputs are checked as main checks them: what main would refuse fails the test. */
  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<CallOutput<N>>> {
    callSchemas[name].input.parse(input)
    this.heard.push({ name, input })
    const handler: Handler<N> | undefined = this.handlers[name]
    if (!handler) return { ok: false, error: { kind: 'internal', incident: `no-handler:${name}` } }
    try {
      return { ok: true, value: await handler(input) }
    } catch (thrown: unknown) {
      if (thrown instanceof Refusal) return { ok: false, error: thrown.error }
      throw thrown
    }
  }

  on<N extends EventName>(name: N, listener: (body: EventBody<N>) => void): () => void {
    const set = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, set)
    set.add(listener)
    return () => set.delete(listener)
  }

  raise<N extends EventName>(name: N, body: EventBody<N>): void {
    for (const listener of this.listeners.get(name) ?? []) (listener as (body: EventBody<N>) => void)(body)
  }

  /** Inputs of every call of this name, oldest first. */
  calls<N extends CallName>(name: N): CallInput<N>[] {
    return this.heard.filter((each): each is Heard<N> => each.name === name).map((each) => each.input)
  }
}
