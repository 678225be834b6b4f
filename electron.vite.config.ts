import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'

/** Doors of the D-Bus library that stay shut: its X11 address search and its `nc` transport. Neither package is installed. */
const NEVER_OPENED = ['x11', 'event-stream']

/**
 * Three builds in our own folders. Targets are those of the oldest runtime we test on (Electron 33: Chromium 130, Node 20),
 * not of the one in package.json. Main is ESM; the preload is one CommonJS file, as a sandboxed preload must be.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      lib: { entry: { index: resolve('src-main/index.ts') }, formats: ['es'] },
      rollupOptions: {
        external: NEVER_OPENED,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      lib: { entry: resolve('src-preload/index.ts'), formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: resolve('src-renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
  },
})
