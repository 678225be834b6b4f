import type { Bridge } from '../../src-preload/contract/bridge'
import type { AppError } from '../../src-preload/contract/errors'
import type { CallName, EventName } from '../../src-preload/contract/names'
import type { CallInput, CallOutput, EventBody } from '../../src-preload/contract/schemas/index'

declare global {
  interface Window {
    bridge: Bridge
  }
}

/** A refusal that came over the bridge, thrown so that queries and effects can fail in the usual way. */
export class BridgeError extends Error {
  constructor(readonly error: AppError) {
    super(error.kind)
    this.name = 'BridgeError'
  }
}

/** Asks main; throws a BridgeError when the answer is a refusal. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await window.bridge.call(name, input)
  if (!answer.ok) throw new BridgeError(answer.error)
  return answer.value
}

/** Listens to an event of main; returns the way to stop. */
export function on<N extends EventName>(name: N, listener: (body: EventBody<N>) => void): () => void {
  return window.bridge.on(name, listener)
}

/** What went wrong, as the treaty names it. Anything else is a bug of the window itself. */
export function errorOf(thrown: unknown): AppError {
  if (thrown instanceof BridgeError) return thrown.error
  return { kind: 'internal', incident: thrown instanceof Error ? thrown.message.slice(0, 80) : 'window' }
}
