/** The application menu: roles and keys the page cannot do itself. On Linux and Windows it is never shown, its keys still work. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Text } from './text'

interface MenuNeeds {
  text: Text
  quit: () => void
}
type Item = MenuItemConstructorOptions

/** Sets the menu for the language of `text`; call it again when that changes. */
export function setApplicationMenu({ text, quit }: MenuNeeds): void {
  const items: Item[] = [
    {
      label: app.name,
      submenu: [...macOnly(), { label: text.t('menu.quit'), accelerator: 'CommandOrControl+Q', click: quit }],
    },
    { label: text.t('menu.edit'), submenu: edit(text) },
    { label: text.t('menu.view'), submenu: view(text) },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(items))
}

function macOnly(): Item[] {
  if (process.platform !== 'darwin') return []
  return [{ role: 'about' }, { type: 'separator' }, { role: 'hide' }, { role: 'hideOthers' }, { type: 'separator' }]
}

function edit(text: Text): Item[] {
  return [
    { role: 'undo', label: text.t('menu.edit.undo') },
    { role: 'redo', label: text.t('menu.edit.redo') },
    { type: 'separator' },
    { role: 'cut', label: text.t('menu.edit.cut') },
    { role: 'copy', label: text.t('menu.edit.copy') },
    { role: 'paste', label: text.t('menu.edit.paste') },
    { role: 'selectAll', label: text.t('menu.edit.selectAll') },
  ]
}

/** Ctrl+0 belongs to "all accounts" (LOOK §6), so 100 % has another key than usual. No reload: the page has nothing to gain. */
function view(text: Text): Item[] {
  const items: Item[] = [
    { role: 'zoomIn', label: text.t('menu.view.larger'), accelerator: 'CommandOrControl+Plus' },
    // The plus of most keyboards is shifted; people press the key without it.
    { role: 'zoomIn', label: text.t('menu.view.larger'), accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut', label: text.t('menu.view.smaller'), accelerator: 'CommandOrControl+-' },
    { role: 'resetZoom', label: text.t('menu.view.normal'), accelerator: 'CommandOrControl+Shift+0' },
    { role: 'togglefullscreen', label: text.t('menu.view.fullScreen') },
  ]
  return app.isPackaged ? items : [...items, { role: 'toggleDevTools', label: text.t('menu.view.devTools') }]
}
