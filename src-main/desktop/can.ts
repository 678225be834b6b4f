/**
 * What this Electron offers. The tests run on Electron 33, the shipped app on a newer one (HOUSE §11): whatever came later is
 * asked for here and nowhere else.
 */

/** Reply field and buttons of a notification. Linux never asks: it has its own way. */
export function notificationOffers(platform: NodeJS.Platform, electron: string): { reply: boolean; actions: boolean } {
  if (platform === 'darwin') return { reply: true, actions: true }
  // Windows documents both since 42; the events of 40 and 41 did not fire outside the Store.
  const isNew = Number.parseInt(electron, 10) >= 42
  return { reply: platform === 'win32' && isNew, actions: platform === 'win32' && isNew }
}

/** The task bar of Windows has a colour of its own; older Electrons know only that of the apps. */
export function isTaskBarDark(theme: {
  readonly shouldUseDarkColors: boolean
  readonly shouldUseDarkColorsForSystemIntegratedUI?: boolean
}): boolean {
  return theme.shouldUseDarkColorsForSystemIntegratedUI ?? theme.shouldUseDarkColors
}
