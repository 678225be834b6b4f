/** Questions about alerts: why they did or did not come, what other settings would make of it, what this desktop can do. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AlertSettings } from '../../src-preload/contract/schemas/alert'
import type { Settings } from '../../src-preload/contract/schemas/app'
import { call } from './client'
import { keyOf } from './queries'

/** As far back as the log goes on the page. */
export const LOOKED_AT = 200

/** The last verdicts, each with what it would be by the settings of now, changed by `patch`. */
export function useAlertHistory(settings: Settings, patch: Partial<AlertSettings> = {}) {
  return useQuery({
    queryKey: [...keyOf.verdicts, settings, patch],
    queryFn: () => call('alert.history', { limit: LOOKED_AT, patch }),
    placeholderData: keepPreviousData,
  })
}

/** What shows alerts here. */
export function useAlertDesktop() {
  return useQuery({ queryKey: [...keyOf.verdicts, 'desktop'], queryFn: () => call('alert.desktop', {}) })
}
