import { defineConfig } from 'vitest/config'

/** `npm run mutation`: the rings that decide, without their names, for the mutation runner knows one project only. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/{unit,store,server}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
})
