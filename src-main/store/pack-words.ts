/** The words about what is taken along, each one line to its function. */
import type { PackReads, PackWords } from '../core/ports'
import { packStock } from './pack-stock'
import { addToPack, countPack, findPacks, keepPicture, nextInPack, putPack, removePack, setPackState, usePack } from './packs'
import type { Ask } from './ask'

/** The questions. */
export function packReads(ask: Ask): PackReads {
  return {
    packs: () => ask(findPacks),
    packCount: (id) => ask((tx) => countPack(tx, id)),
    packUse: (id) => ask((tx) => usePack(tx, id)),
    packNext: (id) => ask((tx) => nextInPack(tx, id)),
    packStock: (scope, files) => ask((tx) => packStock(tx, scope, files)),
  }
}

/** The words. */
export function packWords(ask: Ask): PackWords {
  return {
    putPack: (pack) => ask((tx) => putPack(tx, pack)),
    removePack: (id) => ask((tx) => removePack(tx, id)),
    addToPack: (id, keys) => ask((tx) => addToPack(tx, id, keys)),
    setPackState: (id, key, state) => ask((tx) => setPackState(tx, { id, key, state })),
    keepPicture: (key) => ask((tx) => keepPicture(tx, key)),
  }
}
