/** The tray on screen. The names `light` and `dark` of its pictures are those of the panel they lie on. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, nativeTheme, Tray } from 'electron'
import type { TraySurface } from './tray'
import { drawTrayPicture } from './tray-picture'

interface SurfaceNeeds {
  /** Folder of the pictures, `resources/tray`. */
  pictures: string
  /** Linux: wait for the first `recreate`, when a panel is known; an icon put up before it would never register. */
  isHeld: boolean
  onActivate: () => void
}

/** macOS and Linux panels are 22 px high, the Windows notification area wants 16. */
const SIZE = process.platform === 'win32' ? 16 : 22

/** Puts up an icon as soon as it has a picture. */
export function makeTraySurface({ pictures, isHeld, onActivate }: SurfaceNeeds): TraySurface {
  let tray: Tray | null = null
  let mayPut = !isHeld
  let face: { picture: string; tooltip: string; menu: MenuItemConstructorOptions[] } = { picture: '', tooltip: '', menu: [] }

  function put(): void {
    tray = new Tray(trayImage(pictures, face.picture))
    tray.on('click', onActivate)
    if (face.tooltip) tray.setToolTip(face.tooltip)
    if (face.menu.length > 0) tray.setContextMenu(Menu.buildFromTemplate(face.menu))
  }
  function remove(): void {
    tray?.destroy()
    tray = null
  }
  const redraw = (): void => tray?.setImage(trayImage(pictures, face.picture))
  nativeTheme.on('updated', redraw)

  return {
    setPicture(picture) {
      face = { ...face, picture }
      if (tray) redraw()
      else if (mayPut) put()
    },
    setTooltip(tooltip) {
      face = { ...face, tooltip }
      tray?.setToolTip(tooltip)
    },
    setMenu(menu) {
      face = { ...face, menu }
      tray?.setContextMenu(Menu.buildFromTemplate(menu))
    },
    recreate() {
      mayPut = true
      if (face.picture === '') return
      remove()
      put()
    },
    remove() {
      nativeTheme.off('updated', redraw)
      remove()
    },
  }
}

function trayImage(folder: string, picture: string): NativeImage {
  const panel = isDarkPanel() ? 'dark' : 'light'
  const isMac = process.platform === 'darwin'
  const file = (size: number): string => join(folder, `${picture}-${isMac ? 'template' : panel}-${size}.png`)
  if (!existsSync(file(SIZE))) return drawTrayPicture(picture, panel)
  const image = nativeImage.createFromPath(file(SIZE))
  if (existsSync(file(SIZE * 2)))
    image.addRepresentation({ scaleFactor: 2, buffer: nativeImage.createFromPath(file(SIZE * 2)).toPNG() })
  // The menu bar of macOS paints it itself, for each screen's wallpaper.
  image.setTemplateImage(isMac)
  return image
}

/** GNOME's panel is dark in both themes; elsewhere panels follow the theme. */
function isDarkPanel(): boolean {
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? ''
  return (process.platform === 'linux' && /GNOME|Unity|Pantheon/i.test(desktop)) || nativeTheme.shouldUseDarkColors
}
