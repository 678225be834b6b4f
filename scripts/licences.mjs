// Which packages are inside Perch, and under which licence: by what our sources import and what the lockfile says that brings along.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from './places.mjs'

const SOURCES = ['src-main', 'src-preload', 'src-renderer']
const IMPORTED = /(?:from|import)\s*\(?\s*['"]((?:@[\w.-]+\/)?[\w.-]+)[^'"]*['"]/g
/** Ours by another name; Electron is named with its own version, and brings its own papers. */
const NOT_BUNDLED = new Set(['electron'])
const LICENCE_FILE = /^(licen[cs]e|copying)([.-].*)?$/i

/**
 * Every package that Perch is built of, by name: `{ name, version, licence, text }`. `text` is the file of the package, empty where
 * it has none. What the build leaves out of a package is named all the same: too much is said rather than too little.
 */
export function bundledLicences(root = REPOSITORY) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const own = packages['']
  const known = { ...own.dependencies, ...own.devDependencies }
  const roots = [...new Set([...importedBy(root), ...Object.keys(own.dependencies ?? {})])]
  const found = new Map()
  const ways = roots.filter((name) => name in known && !NOT_BUNDLED.has(name)).map((name) => `node_modules/${name}`)
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    const entry = packages[way]
    if (found.has(way) || entry === undefined || !isThere(root, way)) continue
    found.set(way, { name: entry.name ?? nameOf(way), version: entry.version, ...papersOf(join(root, way), entry) })
    const brought = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
    ways.push(...brought.map((name) => placeOf(packages, way, name)).filter(Boolean))
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function importedBy(root) {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => join(root, folder, path)),
  )
  return files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, name]) => name))
}

/** As Node looks for it: beside the one that wants it, then further up. */
function placeOf(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (packages[place]) return place
    if (at === '') return null
  }
}

const nameOf = (way) => way.slice(way.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Binaries of other systems are in the lockfile, not on the disk. */
function isThere(root, way) {
  try {
    return readdirSync(join(root, way)).length > 0
  } catch {
    return false
  }
}

function papersOf(folder, entry) {
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { licence: wordOf(entry.license ?? license), text: licenceWords(folder) }
}

/** What a package says of its licence, in its own words; empty where it has no file of them. */
export function licenceWords(folder) {
  const file = readdirSync(folder).find((name) => LICENCE_FILE.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
}

/** Old packages have a list, or an object. */
function wordOf(license) {
  if (Array.isArray(license)) return license.map(wordOf).join(' OR ')
  return typeof license === 'string' ? license : (license?.type ?? '')
}
