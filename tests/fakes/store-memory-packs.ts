/** Packs of the store in memory: there are none; they are tested on the real store. */
import type { PackReads, PackWords } from '../../src-main/core/ports'

const notHere = () => Promise.reject(new Error('Tested on the real store'))

export const packReads: PackReads = {
  packs: () => Promise.resolve([]),
  ...{ packCount: notHere, packUse: notHere, packNext: notHere, packStock: notHere },
}

export const packWords: PackWords = {
  ...{ putPack: notHere, removePack: notHere, addToPack: notHere, setPackState: notHere, keepPicture: notHere },
}
