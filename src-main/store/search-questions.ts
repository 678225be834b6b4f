import { findCustomers, findWords } from './search'
import { nearWords } from './near-words'
import { behind } from './search-index'

/** What a searcher can be asked: questions that may take longer than the main thread should stand still. */
export const searchQuestions = { search: findWords, searchCustomers: findCustomers, nearWords, notIndexed: behind }

export type SearchName = keyof typeof searchQuestions
/** Undefined for a question that needs nothing. */
export type SearchInput<N extends SearchName> = Parameters<(typeof searchQuestions)[N]>[1]
export type SearchOutput<N extends SearchName> = ReturnType<(typeof searchQuestions)[N]>

/** What the thread is told first. `key` opens the file; it is never written down. */
export interface SearchPlace {
  file: string
  key: string
}

/** A question on its way to the thread, and what comes back. */
export interface SearchCall {
  id: number
  name: SearchName
  input: unknown
}
export type SearchReply = { id: number; output: unknown } | { id: number; error: string }
