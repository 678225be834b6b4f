/** So many run at once; who comes later waits for a turn, in order. */
export function atOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running === most) await new Promise<void>((resolve) => void waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // A turn is handed on: nobody who comes just now may slip in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
