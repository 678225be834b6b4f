/** P8: `npm run bench -- outbox-kill [--runs 1000]`. The child is killed several times in each run. */
import { parseArgs } from 'node:util'
import { bundleChild } from '../kill/bundle'
import { type RunResult, runOnce } from '../kill/drive'

/** Prints one JSON line; a lost or doubled reply is exit code 1. */
export async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      runs: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      'at-once': { type: 'string', default: '3' },
    },
  })
  const runs = Number(values.runs)
  const child = await bundleChild()
  const seeds = Array.from({ length: runs }, (_, index) => Number(values.from) + index)
  const results: RunResult[] = []
  const work = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const result = await runOnce(seed, child)
      results.push(result)
      if (isWrong(result)) process.stderr.write(`${JSON.stringify(result)}\n`)
    }
  }
  await Promise.all(Array.from({ length: Number(values['at-once']) }, work))
  const [lost, doubled, outOfOrder, kills] = (['lost', 'doubled', 'outOfOrder', 'kills'] as const).map((key) =>
    sum(results, key),
  )
  const ok = results.length === runs && !results.some(isWrong)
  process.stdout.write(`${JSON.stringify({ id: 'P8', runs, kills, lost, doubled, outOfOrder, ok })}\n`)
  process.exit(ok ? 0 : 1)
}

function isWrong({ lost, doubled, outOfOrder }: RunResult): boolean {
  return lost.length + doubled.length + outOfOrder.length > 0
}

function sum(results: RunResult[], key: 'lost' | 'doubled' | 'outOfOrder' | 'kills'): number {
  return results.reduce((total, result) => total + (typeof result[key] === 'number' ? result[key] : result[key].length), 0)
}
