/** The quick-reply window's page: loaded by `main.tsx` in the place of the app. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import './look/quick-reply.css'
import './look/live-quick.css'
import { startLive } from './bridge/live'
import { askBooks } from './bridge/queries'
import { makeQueryClient } from './bridge/query-client'
import { QuickShell } from './quick-shell'

/** A keychain that is locked: the window says that it waits. */
const PATIENCE_MS = 500

export async function openQuick(root: Root): Promise<void> {
  const client = makeQueryClient()
  startLive(client)
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  // Kept warm: when it is wanted, only the conversation is asked for.
  await Promise.race([askBooks(client), patience])
  root.render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <QuickShell />
      </QueryClientProvider>
    </StrictMode>,
  )
}
