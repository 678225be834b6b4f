import type { Answer, AppError } from '../../../src-preload/contract/errors'
import type { AtLogin } from '../../../src-preload/contract/schemas/startup'
import { ok, refuse } from '../../core/answer'
import type { Handlers } from '../serve'
import type { HandlerNeeds } from './needs'

type StartupHandlers = Pick<Handlers, Extract<keyof Handlers, `startup.${string}`>>

/** Start at login. Whatever the system refuses has one remedy, so one row of words does for all of it. */
export function startupHandlers({ startup }: HandlerNeeds): StartupHandlers {
  const told = async (work: () => Promise<AtLogin>, why: string): Promise<Answer<{ atLogin: AtLogin }>> =>
    work().then(
      (atLogin) => ok({ atLogin }),
      (error: unknown) => refuse(refusalOf(why, error)),
    )
  return {
    'startup.get': () => told(() => startup.look(), 'startup.unreadable'),
    'startup.set': ({ on }) =>
      told(async () => {
        await startup.set(on)
        return startup.look()
      }, 'startup.unwritable'),
  }
}

function refusalOf(why: string, error: unknown): AppError {
  const { code, path } = error as { code?: unknown; path?: unknown }
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  if (isFull) return { kind: 'disk-full' }
  const detail = typeof path === 'string' ? path : null
  const next = detail === null ? 'startup.next.system' : 'startup.next.file'
  return { kind: 'disk-trouble', explained: { why, next, detail, words: null } }
}
