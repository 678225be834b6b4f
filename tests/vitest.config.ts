import react from '@vitejs/plugin-react'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** The rings of `npm run check`: everything but the real app (tests/e2e has its own config). */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    reporters: ['default'],
    // One worker is what two cores would get otherwise; many tests wait for a timer or a socket.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // Nothing of unit and store lives in a process or a module beyond its test, and what the window's files leave behind is
      // loaded anew (fresh.ts): a process for each file took longer than the tests. Server and kill change their surroundings.
      {
        test: { name: 'unit', isolate: false, include: ['tests/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
      },
      {
        test: {
          name: 'store',
          isolate: false,
          include: ['tests/store/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
        },
      },
      { test: { name: 'server', include: ['tests/server/**/*.test.ts'], environment: 'node', testTimeout: 30_000 } },
      { test: { name: 'kill', include: ['tests/kill/**/*.test.ts'], environment: 'node', testTimeout: 180_000 } },
      {
        plugins: [react()],
        test: {
          name: 'window',
          isolate: false,
          setupFiles: ['tests/window/fresh.ts'],
          include: ['tests/window/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout: 30_000,
        },
      },
    ],
  },
})
