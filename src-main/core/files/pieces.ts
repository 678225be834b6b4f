/** The bytes of a staged file lie in rows of this size; only the last is shorter. */
export const PIECE_BYTES = 256 * 1024
