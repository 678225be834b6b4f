/** The tray on screen. The names `light` and `dark` of its pictures are those of the panel they lie on. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, nativeTheme, Tray } from 'electron'
import type { PanelColour } from './panel-colour'
import type { TraySurface } from './tray'
import type { Stop } from '../core/ports'
import { drawTrayPicture } from './tray-picture'

interface SurfaceNeeds {
  /** Folder of the pictures, `resources/tray`. */
  pictures: string
  /** Linux: wait for the first `recreate`, when a panel is known; an icon put up before it would never register. */
  isHeld: boolean
  panel: PanelColour
  onActivate: () => void
}

/** macOS and Linux panels are 22 px high, the Windows notification area wants 16. */
const SIZE = process.platform === 'win32' ? 16 : 22

/** Puts up an icon as soon as it has a picture and may. */
export function makeTraySurface(needs: SurfaceNeeds): TraySurface {
  return new ScreenTray(needs)
}

class ScreenTray implements TraySurface {
  private tray: Tray | null = null
  private mayPut: boolean
  private picture = ''
  private tooltip = ''
  private menu: MenuItemConstructorOptions[] = []
  private readonly stopPanel: Stop
  private readonly redraw = (): void => this.tray?.setImage(this.image())

  constructor(private readonly needs: SurfaceNeeds) {
    this.mayPut = !needs.isHeld
    nativeTheme.on('updated', this.redraw)
    this.stopPanel = needs.panel.onChange(this.redraw)
  }

  setPicture(picture: string): void {
    this.picture = picture
    if (this.tray) this.redraw()
    else if (this.mayPut) this.put()
  }

  setTooltip(tooltip: string): void {
    this.tooltip = tooltip
    this.tray?.setToolTip(tooltip)
  }

  setMenu(menu: MenuItemConstructorOptions[]): void {
    this.menu = menu
    this.tray?.setContextMenu(Menu.buildFromTemplate(menu))
  }

  recreate(): void {
    this.mayPut = true
    if (this.picture === '') return
    this.takeDown()
    this.put()
  }

  remove(): void {
    nativeTheme.off('updated', this.redraw)
    this.stopPanel()
    this.takeDown()
  }

  private put(): void {
    this.tray = new Tray(this.image())
    this.tray.on('click', this.needs.onActivate)
    if (this.tooltip) this.tray.setToolTip(this.tooltip)
    if (this.menu.length > 0) this.tray.setContextMenu(Menu.buildFromTemplate(this.menu))
  }

  private takeDown(): void {
    this.tray?.destroy()
    this.tray = null
  }

  private image(): NativeImage {
    return trayImage(this.needs, this.picture)
  }
}

function trayImage({ pictures: folder, panel: colour }: SurfaceNeeds, picture: string): NativeImage {
  const panel = colour.isDark() ? 'dark' : 'light'
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
