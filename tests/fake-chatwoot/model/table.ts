/** Rows by their number, in the order they were made. Numbers are never given twice. */
export class Table<Row extends { id: number }> {
  readonly #rows = new Map<number, Row>()
  #next: number

  constructor(first = 1) {
    this.#next = first
  }

  /** Adds the row the given function makes for the next free number. */
  add(make: (id: number) => Row): Row {
    const row = make(this.#next)
    this.#next = Math.max(this.#next, row.id) + 1
    this.#rows.set(row.id, row)
    return row
  }

  get(id: number | null | undefined): Row | undefined {
    return id === null || id === undefined ? undefined : this.#rows.get(id)
  }

  delete(id: number): void {
    this.#rows.delete(id)
  }

  all(): IterableIterator<Row> {
    return this.#rows.values()
  }

  where(isWanted: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter(isWanted)
  }

  find(isWanted: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (isWanted(row)) return row
    return undefined
  }

  get size(): number {
    return this.#rows.size
  }
}
