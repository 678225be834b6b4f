import type { Answer } from './errors'
import type { CallName, EventName } from './names'
import type { CallInput, CallOutput, EventBody } from './schemas/index'

/** `window.bridge`: the only thing the page gets from outside. `call` always answers, never rejects. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<CallOutput<N>>>
  /** Listens to an event; returns the way to stop. The listener never sees Electron's event object. */
  on<N extends EventName>(name: N, listener: (body: EventBody<N>) => void): () => void
}
