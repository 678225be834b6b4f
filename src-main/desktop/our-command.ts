import { app } from 'electron'

/** Program and arguments that start this very installation. */
export function ourCommand(): string[] {
  // The AppImage's own path: the one we run from is gone when it ends.
  const program = process.env['APPIMAGE'] ?? process.execPath
  return app.isPackaged ? [program] : [program, app.getAppPath()]
}
