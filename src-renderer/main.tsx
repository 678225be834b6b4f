import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import '@fontsource-variable/inter/index.css'
import './look/tokens.css'
import './look/base.css'
import './look/buttons.css'
import './look/fields.css'
import './look/marks.css'
import './look/menus.css'
import './look/workspace.css'
import './look/list.css'
import './look/conversation.css'
import './look/messages.css'
import './look/attachments.css'
import './look/notes-mail.css'
import './look/mail.css'
import './look/message-menu.css'
import './look/viewer.css'
import './look/offer.css'
import './look/composer.css'
import './look/panel.css'
import './look/contact-edit.css'
import './look/outbox.css'
import './look/overlay.css'
import './look/states.css'
import './look/settings.css'
import './look/keys.css'
import './look/sign-in.css'
import './look/widths.css'
import './look/live-frame.css'
import './look/live-list.css'
import './look/live-conversation.css'
import './look/live-composer.css'
import './look/signature.css'
import './look/offers.css'
import './look/live-overlay.css'
import './look/live-settings.css'
import './look/missed.css'
import './look/alerts.css'
import './look/health.css'
import './look/doctor.css'
import './look/channels.css'
import './look/receive.css'
import './look/files.css'
import './look/search.css'
import './look/contacts.css'
import './look/contact.css'
import './look/field.css'
import './look/blur.css'
import './look/contrast.css'
import { App } from './app'
import type { Settings } from '../src-preload/contract/schemas/app'
import { startLive } from './bridge/live'
import { askFirst, keyOf } from './bridge/queries'
import { makeQueryClient } from './bridge/query-client'
import { askOf } from './rooms/inbox/use-rows'
import { speak } from './text/t'
import { useUi } from './ui-state'

/** A keychain that is locked or a disk that sleeps: show the window all the same. */
const PATIENCE_MS = 1_000

async function openApp(root: Root): Promise<void> {
  const client = makeQueryClient()
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  // Before asking: a change between the answer and the first frame must not be missed.
  startLive(client)
  const asked = askFirst(client, askOf(useUi.getState()))
  const spoken = asked.then(() => speak(client.getQueryData<Settings>(keyOf.settings)?.language ?? 'system'))
  await Promise.race([spoken, patience])
  root.render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  )
}

const place = document.getElementById('root')
if (!place) throw new Error('the page has no #root')
const root = createRoot(place)
// Two pages, one program: what the small one needs beside is fetched by it alone (P1).
// Nothing is awaited here: what is fetched imports what this file is built into.
if (location.pathname === '/quick.html') void import('./quick').then(({ openQuick }) => openQuick(root))
else void openApp(root)
