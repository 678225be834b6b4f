/** How far the files of replies are on their way. It passes: nobody asks for it again, so it is no query. */
import { useSyncExternalStore } from 'react'
import type { ClientId } from '../../src-preload/contract/ids'
import { on } from './client'

/** Bytes that have left, of all. */
export interface Upload {
  sentBytes: number
  totalBytes: number
}

const uploads = new Map<ClientId, Upload>()
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Listens; returns the way to stop. */
export function startUploads(): () => void {
  return on('upload.moved', ({ clientId, sentBytes, totalBytes }) => {
    uploads.set(clientId, { sentBytes, totalBytes })
    for (const listener of listeners) listener()
  })
}

/** The upload of a reply, or undefined when none was heard of. */
export function useUpload(clientId: ClientId): Upload | undefined {
  return useSyncExternalStore(subscribe, () => uploads.get(clientId))
}
