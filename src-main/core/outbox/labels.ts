/** Labels travel as what to add and what to take away, so that two agents do not overwrite each other. */
type Labels = { add: string[]; remove: string[] }

/** For each label the newer word counts. */
export function joinedLabels(older: Labels, newer: Labels): Labels {
  const without = (list: string[], gone: string[]): string[] => list.filter((one) => !gone.includes(one))
  return {
    add: [...new Set([...without(older.add, newer.remove), ...newer.add])],
    remove: [...new Set([...without(older.remove, newer.add), ...newer.remove])],
  }
}

/** A set of labels with some added and some taken away; what stays keeps its place. */
export function labelsAfter(labels: readonly string[], { add, remove }: Labels): string[] {
  return [...labels.filter((one) => !remove.includes(one)), ...add.filter((one) => !labels.includes(one))]
}
