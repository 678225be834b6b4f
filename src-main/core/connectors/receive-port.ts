/** What listening for a webhook asks of the world: a port of this computer, and a memory of what has to be removed. */
import type { AccountId } from '../../../src-preload/contract/ids'

/** `computer`: only programs of this computer reach it. `network`: every machine of the network does. */
export type Reach = 'computer' | 'network'

/** One POST that came in. */
export interface HookCall {
  headers: { name: string; value: string }[]
  /** Of the body, as far as it was read. */
  bytes: number
  body: string
  /** It was longer than is read. */
  isCut: boolean
}

export interface OpenEar {
  /** Under which the listener can be called, without the path: `http://127.0.0.1:41234`. */
  addresses: string[]
  /** Nobody is heard any more, connections that are open are cut. */
  close(): Promise<void>
}

/** Opens listeners. Only a POST to exactly this path is heard; `port` 0: any that is free. Null: the port cannot be had. */
export interface HookEar {
  open(at: { reach: Reach; port: number; path: string }, heard: (call: HookCall) => void): Promise<OpenEar | null>
}

/** Something that a test makes on a server: its webhook's address and its contact's identifier hold the mark. */
export interface TestMark {
  baseUrl: string
  account: AccountId
  mark: string
  /** Until then a command at the terminal looks after it itself (ms); 0: the window does, of which there is one. */
  untilAt: number
}

/** Tests whose traces may still be on a server; on disk, written before anything is made. Never throws. */
export interface TestBook {
  list(): TestMark[]
  add(one: TestMark): void
  drop(mark: string): void
}
