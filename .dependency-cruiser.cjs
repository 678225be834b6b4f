/** The walls of HOUSE: who may import whom. A unit test seeds one violation per rule and expects a catch. */
const not = (...paths) => ({ pathNot: paths })
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid('no-cycles', 'a step hands over and is done; nothing calls back upstream', {}, { circular: true }),
    forbid('nothing-unresolved', 'an import that leads nowhere', {}, { couldNotResolve: true }),
    forbid(
      'no-orphans',
      'a file nobody needs',
      {
        orphan: true,
        pathNot: ['^tests/', '\\.d\\.ts$', '^src-main/index\\.ts$', '^src-preload/index\\.ts$', '^src-renderer/main\\.tsx$'],
      },
      {},
    ),
    forbid(
      'core-is-pure',
      'core knows the treaty and itself',
      { path: '^src-main/core/' },
      { pathNot: ['^src-main/core/', '^src-preload/contract/'] },
    ),
    forbid(
      'core-has-no-node',
      'core decides, it does not act',
      { path: '^src-main/core/' },
      { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    ),
    ...['chatwoot', 'store', 'desktop', 'ipc'].map((room) =>
      forbid(
        `adapters-do-not-meet-${room}`,
        'index hands each room what it needs',
        { path: `^src-main/${room}/` },
        { path: '^src-main/(chatwoot|store|desktop|ipc)/', pathNot: `^src-main/${room}/` },
      ),
    ),
    forbid(
      'terminal-has-no-desktop',
      'commands run before Electron is ready, and beside a running Perch',
      { path: '^src-main/terminal/' },
      { path: '^src-main/(store|desktop|ipc)/' },
    ),
    forbid(
      'contract-stands-alone',
      'the treaty imports zod and nothing else',
      { path: '^src-preload/contract/' },
      { pathNot: ['^src-preload/contract/', 'node_modules/zod/'] },
    ),
    forbid(
      'preload-is-a-doorway',
      'the preload bundles names and nothing else',
      { path: '^src-preload/(index|doorway)\\.ts$' },
      { pathNot: ['^src-preload/(doorway|contract/(names|bridge))\\.ts$', 'node_modules/electron/'] },
    ),
    forbid(
      'window-knows-only-the-contract',
      'the window sees types of the treaty, its own rooms and the texts',
      { path: '^src-renderer/' },
      { path: '^(src-main|tests|scripts|src-preload)/', ...not('^src-preload/contract/') },
    ),
    forbid('window-has-no-node', 'the window is a page', { path: '^src-renderer/' }, { dependencyTypes: ['core'] }),
    forbid(
      'rooms-do-not-meet',
      'a room is one screen',
      { path: '^src-renderer/rooms/([^/]+)/' },
      { path: '^src-renderer/rooms/', pathNot: '^src-renderer/rooms/$1/' },
    ),
    forbid(
      'parts-are-dumb',
      'parts draw what they are given',
      { path: '^src-renderer/parts/' },
      { path: '^src-renderer/(bridge|rooms|ui-state|app|main)' },
    ),
    forbid(
      'electron-only-in-desktop',
      'tests of other rooms run on plain Node',
      {
        path: '^src-',
        pathNot: ['^src-main/desktop/', '^src-main/index\\.ts$', '^src-preload/(index|doorway)\\.ts$', '^src-main/ipc/'],
      },
      { path: 'node_modules/electron/' },
    ),
    forbid(
      'sql-only-in-store',
      'one room knows SQL',
      { path: '^src-', pathNot: '^src-main/store/' },
      { path: 'node_modules/(libsql|kysely)/' },
    ),
    forbid(
      'net-only-in-chatwoot',
      'one room opens sockets',
      { path: '^src-', pathNot: '^src-main/chatwoot/' },
      { path: ['node_modules/(undici|ws)/', '^(node:)?(http|https|net|tls|http2|dgram)$'] },
    ),
    forbid(
      'keytar-only-in-vault',
      'one file touches the keychain',
      { path: '^src-', pathNot: '^src-main/desktop/vault\\.ts$' },
      { path: 'node_modules/keytar/' },
    ),
    forbid('nothing-imports-tests', 'tests are read by nobody', { path: '^src-' }, { path: '^tests/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/contract/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types', 'default'] },
  },
}
