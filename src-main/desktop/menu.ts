/** The application menu: roles and keys the page cannot do itself. On Linux and Windows it is never shown, its keys still work. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Text } from './text'

interface MenuNeeds {
  text: Text
  quit: () => void
  /** Text one step larger, one smaller, or as it comes: the setting, so that it stays. */
  resize: (step: 1 | -1 | 0) => void
}
type Item = MenuItemConstructorOptions

/** Sets the menu for the language of `text`; call it again when that changes. */
export function setApplicationMenu({ text, quit, resize }: MenuNeeds): void {
  const items: Item[] = [
    {
      label: app.name,
      submenu: [...macOnly(), { label: text.t('menu.quit'), accelerator: 'CommandOrControl+Q', click: quit }],
    },
    { label: text.t('menu.edit'), submenu: edit(text) },
    { label: text.t('menu.view'), submenu: view(text, resize) },
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
function view(text: Text, resize: MenuNeeds['resize']): Item[] {
  const [larger, smaller, normal] = ([1, -1, 0] as const).map((step) => ({ click: () => resize(step) }))
  const items: Item[] = [
    { ...larger, label: text.t('menu.view.larger'), accelerator: 'CommandOrControl+Plus' },
    // The plus of most keyboards is shifted; people press the key without it.
    { ...larger, label: text.t('menu.view.larger'), accelerator: 'CommandOrControl+=', visible: false },
    { ...smaller, label: text.t('menu.view.smaller'), accelerator: 'CommandOrControl+-' },
    { ...normal, label: text.t('menu.view.normal'), accelerator: 'CommandOrControl+Shift+0' },
    { role: 'togglefullscreen', label: text.t('menu.view.fullScreen') },
  ]
  return app.isPackaged ? items : [...items, { role: 'toggleDevTools', label: text.t('menu.view.devTools') }]
}
