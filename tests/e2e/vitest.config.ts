import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Every second file: long journeys have names that stand together. */
class Alternate extends BaseSequencer {
  override shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index = 1, count = 1 } = this.ctx.config.shard ?? {}
    const inOrder = files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
    return Promise.resolve(inOrder.filter((_file, place) => place % count === index - 1))
  }
}

/** The real app, one at a time: they share a display, a bus and a keyring. Started by `npm run e2e`. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/e2e/**/*.test.ts'],
    setupFiles: ['tests/e2e/when-it-fails.ts'],
    environment: 'node',
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { sequencer: Alternate },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    reporters: ['default'],
  },
})
