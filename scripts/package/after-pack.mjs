// electron-builder calls this when the program lies in its folder, before it becomes a package.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { writePapers } from './bill-of-materials.mjs'

/** `context`: electron-builder's AfterPackContext. */
export default async function afterPack({ appOutDir, packager }) {
  everyFuseIsStated(packager.config.electronFuses)
  const resources = packager.getResourcesDir(appOutDir)
  // Electron's own example app: nothing may be loaded in place of ours.
  await rm(join(resources, 'default_app.asar'), { force: true })
  writePapers(resources, { version: packager.appInfo.version, electronVersion: packager.config.electronVersion })
}

/** A fuse that a newer Electron has and we have not thought about would silently stay as it comes. */
export function everyFuseIsStated(stated = {}) {
  const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
  const unsaid = known.filter((name) => !(name[0].toLowerCase() + name.slice(1) in stated))
  if (unsaid.length > 0) throw new Error(`electron-builder.yml does not say what these fuses are: ${unsaid.join(', ')}`)
}
