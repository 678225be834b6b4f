import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { bundledLicences } from './scripts/licences.mjs'

/** Doors of the D-Bus library that stay shut: its X11 address search and its `nc` transport. Neither package is installed. */
const NEVER_OPENED = ['x11', 'event-stream']

/**
 * What libraries bring along for abilities we never ask of them (docs/decisions/0018). electron-store: schemas and migrations.
 * D-Bus: descriptions of interfaces as XML; we send raw messages. undici: all but its dispatcher.
 * Using more of one of them fails the build by name (MISSING_EXPORT): give its stand-in that export.
 */
const STAND_INS: Record<string, string> = {
  'ajv/dist/2020.js': `export class Ajv2020 { constructor() { throw new Error('settings have no JSON schema') } }`,
  'ajv-formats': `export default {}`,
  xml2js: `export class Parser {}; export class Builder {}`,
  undici: `export { default as Agent } from 'undici/lib/dispatcher/agent.js'
           export { default as buildConnector } from 'undici/lib/core/connect.js'
           export { default as errors } from 'undici/lib/core/errors.js'`,
}

/** The settings file compares versions for migrations it never makes; the updater compares them in earnest. */
const FOR_SETTINGS: Record<string, string> = { semver: `export default {}` }

const standIns: Plugin = {
  name: 'stand-ins',
  enforce: 'pre',
  resolveId: (id, importer) => {
    const isForSettings = Object.hasOwn(FOR_SETTINGS, id) && /node_modules[\\/]conf[\\/]/.test(importer ?? '')
    return Object.hasOwn(STAND_INS, id) || isForSettings ? `\0stand-in:${id}` : null
  },
  load: (id) => ({ ...STAND_INS, ...FOR_SETTINGS })[id.replace('\0stand-in:', '')] ?? null,
}

/**
 * V8 keeps the text of what it runs, with two bytes a character as soon as one of them is not ASCII; our Russian texts would
 * double it (P2).
 */
const oneByte: Plugin = {
  name: 'one-byte',
  // After the minifier, which writes escapes out again.
  generateBundle: (_options, bundle) => {
    for (const part of Object.values(bundle)) if (part.type === 'chunk') part.code = part.code.replace(/[^\x00-\x7f]/g, escaped)
  },
}

/** Which packages the bundle holds, for the SBOM (scripts/package/bill-of-materials.mjs). A font is an asset of no chunk. */
const listed: Plugin = {
  name: 'listed',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? Object.keys(part.modules) : part.originalFileNames,
    )
    const folders = files.flatMap((file) => /(?:^|[\\/])(node_modules[\\/].*)$/.exec(file)?.[1] ?? [])
    const packages = folders.map((path) => PACKAGE.exec(path.replaceAll('\\', '/'))?.[0] ?? path)
    this.emitFile({ type: 'asset', fileName: 'packages.json', source: JSON.stringify([...new Set(packages)].sort()) })
  },
}

/** Down to the last folder of packages: some packages hold others of their own. */
const PACKAGE = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)*?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/(?!.*node_modules\/))/

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** What the page of the licences fetches: a file of its own, read only when somebody opens it. */
const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(bundledLicences()) })
  },
  configureServer: ({ middlewares }) =>
    void middlewares.use('/licences.json', (_request, answer) => answer.end(JSON.stringify(bundledLicences()))),
}

/** Hot reload puts styles into the page as it goes; the built page has files, and its policy stays as it is written. */
const styledWhileDeveloping: Plugin = {
  name: 'styled-while-developing',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
}

const MESSAGE =
  /markdown-it|linkify-it|mdurl|uc\.micro|[\\/]entities[\\/]|punycode|dompurify|bridge[\\/](?:.*writing|attaching|use-)|parts[\\/](?:rich-text|unsent)/

/** No comments, no blanks, but the names: a stack in the log names our functions. */
const DENSE = { compress: false, mangle: false, codegen: { removeWhitespace: true } } as const

/**
 * Three builds in our own folders. Targets are those of the oldest runtime we test on (Electron 33: Chromium 130, Node 20),
 * not of the one in package.json. Main is ESM; the preload is one CommonJS file, as a sandboxed preload must be.
 */
export default defineConfig({
  main: {
    plugins: [standIns, oneByte, listed],
    build: {
      target: 'node20',
      lib: {
        entry: { index: resolve('src-main/index.ts'), 'search-worker': resolve('src-main/store/search-worker.ts') },
        formats: ['es'],
      },
      rollupOptions: {
        external: NEVER_OPENED,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: DENSE },
      },
    },
  },
  preload: {
    plugins: [listed],
    build: {
      target: 'node20',
      lib: { entry: resolve('src-preload/index.ts'), formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: resolve('src-renderer'),
    plugins: [react(), oneByte, listed, licences, styledWhileDeveloping],
    // By number: a bare container does not know the name localhost.
    server: { host: '127.0.0.1' },
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: resolve('src-renderer/index.html'), quick: resolve('src-renderer/quick.html') },
        // What several rooms share is one file, not twenty: each file is a question to main before the first frame (P1).
        output: {
          codeSplitting: {
            // What draws and writes a message is left out: two pages want it, the first frame does not.
            groups: [{ name: 'shared', minShareCount: 2, test: (id) => !MESSAGE.test(id) }],
          },
        },
      },
    },
  },
})
