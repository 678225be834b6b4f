// Waiting for states, never for time: a fake tells when something changed, the test says what it waits for.

/** Lists of listeners that want another look whenever something changed. */
export class Changes {
  private readonly looks = new Set<() => void>()

  /** Something changed: everybody who waits looks again. */
  tell(): void {
    for (const look of [...this.looks]) look()
  }

  /** Resolves with the first answer of `find` that is not undefined; `what` names it in the error. */
  async until<T>(what: string, find: () => T | undefined, timeoutMs = 20_000): Promise<T> {
    const there = find()
    if (there !== undefined) return there
    return new Promise<T>((resolve, reject) => {
      const look = (): void => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        this.looks.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => {
        this.looks.delete(look)
        reject(new Error(`not within ${timeoutMs} ms: ${what}`))
      }, timeoutMs)
      this.looks.add(look)
    })
  }
}
