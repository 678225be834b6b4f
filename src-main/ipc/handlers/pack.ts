import { ok } from '../../core/answer'
import type { Handlers } from '../serve'
import { type HandlerNeeds, notFound } from './needs'

type PackHandlers = Pick<Handlers, Extract<keyof Handlers, `pack.${string}`>>

export function packHandlers({ packs }: HandlerNeeds): PackHandlers {
  const done = async (isThere: Promise<boolean>) => ((await isThere) ? ok({}) : notFound)
  return {
    'pack.plan': (choice) => packs.plan(choice),
    'pack.build': (choice) => packs.build(choice),
    'pack.refresh': ({ id }) => done(packs.refresh(id)),
    'pack.cancel': ({ id }) => done(packs.cancel(id)),
    'pack.remove': ({ id }) => done(packs.drop(id)),
    'pack.list': async () => ok(await packs.list()),
  }
}
