import { defineConfig } from 'vitest/config'
import rings from './vitest.config'

const MEASURED = ['unit', 'store', 'server']

/** `npm run coverage`: the rings that decide, and how much of core they take. What no test loads counts as not taken. */
export default defineConfig({
  test: {
    ...rings.test,
    projects: rings.test?.projects?.flatMap((ring) => {
      const own = typeof ring === 'object' && 'test' in ring ? ring.test : undefined
      // Counting makes the models several times slower.
      return typeof own?.name === 'string' && MEASURED.includes(own.name) ? [{ test: { ...own, testTimeout: 600_000 } }] : []
    }),
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['src-main/core/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'artifacts/coverage',
      // A test that fails is seen anyway; what it took still counts.
      reportOnFailure: true,
    },
  },
})
