#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { runTypeScript } from './run-typescript.mjs'

/** npm run fake-chatwoot -- --port 0 --seed FILE [--version 4.10.1] [--demo] [--fill 1000x50] */
const entry = fileURLToPath(new URL('../tests/fake-chatwoot/main.ts', import.meta.url))
await runTypeScript(entry, process.argv.slice(2))
