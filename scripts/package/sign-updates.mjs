// Signs what `electron-builder` wrote about a release, so that a Perch that looks for newer versions may believe it.
//   node scripts/package/sign-updates.mjs key FILE      makes a key: the private half into FILE, the public half is printed
//   node scripts/package/sign-updates.mjs sign FOLDER FILE   writes NAME.yml.sig beside each manifest of FOLDER
// The public half is `updateKey` in package.json. The private half belongs to whoever makes releases, on no server.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY, isStarted } from '../places.mjs'
import { Advice, main } from '../progress.mjs'

/** As src-main/desktop/updates/manifest.ts names them. */
const MANIFEST = /^(latest|beta)(-mac|-linux(-\w+)?)?\.yml$/

const base64 = (publicKey) => publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

/**
 * Writes the private half, answers the public one. An existing file is never overwritten.
 * @param {string} file
 * @returns {string}
 */
export function makeKey(file) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  return base64(publicKey)
}

/**
 * Signs every manifest of a folder; answers their names. `expected`: the public half that released copies believe.
 * @param {string} folder
 * @param {string} keyFile
 * @param {string} expected
 * @returns {string[]}
 */
export function signManifests(folder, keyFile, expected) {
  const key = createPrivateKey(readFileSync(keyFile))
  if (base64(createPublicKey(key)) !== expected)
    throw new Advice('This key is not the one of package.json (updateKey): no released Perch would believe it.')
  const names = readdirSync(folder).filter((name) => MANIFEST.test(name))
  if (names.length === 0) throw new Advice(`No manifest (latest*.yml, beta*.yml) in ${folder}.`)
  for (const name of names) {
    const bytes = Buffer.concat([Buffer.from(`${name}\n`), readFileSync(join(folder, name))])
    writeFileSync(join(folder, `${name}.sig`), `${sign(null, bytes, key).toString('base64')}\n`)
  }
  return names
}

if (isStarted(import.meta.url)) {
  await main(async () => {
    const [what, first, second] = process.argv.slice(2)
    if (what === 'key' && first) {
      console.log(`updateKey of package.json: ${makeKey(first)}`)
    } else if (what === 'sign' && first && second) {
      const { updateKey } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'))
      for (const name of signManifests(first, second, updateKey)) console.log(`signed     ${name}`)
    } else {
      throw new Advice('sign-updates.mjs key FILE, or sign-updates.mjs sign FOLDER FILE')
    }
    return 0
  })
}
