import { ok } from '../../core/answer'
import { searchServers } from '../../core/search/on-server'
import { searchStored } from '../../core/search/search'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type SearchHandlers = Pick<Handlers, Extract<keyof Handlers, `search.${string}`>>

export function searchHandlers(needs: HandlerNeeds): SearchHandlers {
  const sources = () => needs.profiles.running().map((profile) => profile.source())
  return {
    'search.run': async (input) => ok(await searchStored(sources(), input, needs.now())),
    'search.server': async (input) => ok(await searchServers(sources(), input, needs.now())),
  }
}
