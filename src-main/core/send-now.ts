/** Quitting: what only rests leaves now, not at the next start. */
import type { Leaving, LeavingCommands } from './outbox/leaving'
import type { Clock } from './ports'

const LOOK_AGAIN_MS = 100

/** Resolves when all of it has left that can leave now, or `patienceMs` are over. */
export async function sendNow(
  outboxes: LeavingCommands[],
  clock: Clock,
  { what, patienceMs }: { what: Leaving; patienceMs: number },
): Promise<void> {
  const deadline = clock.now() + patienceMs
  for (const outbox of outboxes) await outbox.endRests(what)
  const isLeaving = async (): Promise<boolean> =>
    (await Promise.all(outboxes.map((outbox) => outbox.isLeaving(what)))).some((is) => is)
  while ((await isLeaving()) && clock.now() < deadline) {
    await new Promise<void>((resolve) => void clock.after(LOOK_AGAIN_MS, resolve))
  }
}
