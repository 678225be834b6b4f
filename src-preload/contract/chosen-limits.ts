/** More conversations are not chosen, and changed, at once. */
export const MOST_CHOSEN = 1_000
