import { makeText } from '../../src-main/desktop/text'
import { runTerminal, type TerminalNeeds } from '../../src-main/terminal/run'
import { FakeChance } from '../fakes/chance'
import { MemoryMadeBook, MemoryTestBook } from '../fakes/made-book'
import { realClock, serversFor } from './tiny-server'

const text = makeText('en', () => 'en')

/** Types a command, in English, and answers what came of it. */
export async function type(words: string | string[], more: Partial<TerminalNeeds> = {}) {
  const said = { out: '', error: '' }
  const code = await runTerminal(typeof words === 'string' ? words.split(' ') : words, {
    version: '1.2.3',
    env: {},
    readInput: () => Promise.resolve(''),
    out: (part) => void (said.out += part),
    error: (part) => void (said.error += part),
    say: (key, values) => text.say(key, values),
    servers: () => Promise.resolve(serversFor()),
    profiles: () => [],
    mayJoin: () => true,
    mayDo: () => true,
    status: () => ({ kind: 'none' }),
    selfTest: () => Promise.reject(new Error('nobody tries a desktop here')),
    secret: () => Promise.resolve(null),
    clock: realClock,
    chance: new FakeChance(),
    madeBook: new MemoryMadeBook(),
    testBook: new MemoryTestBook(),
    onInterrupt: () => undefined,
    ...more,
  })
  return { code, ...said, json: () => JSON.parse(said.out) as never }
}
