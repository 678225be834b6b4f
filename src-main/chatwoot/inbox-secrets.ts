/** The one place that reads secrets of an inbox: asked for by a person, shown for a moment, kept nowhere (FACTS §3.9). */
import { z } from 'zod'
import type { AccountId, InboxId } from '../../src-preload/contract/ids'
import type { InboxSecrets } from '../core/connectors'
import type { Outcome } from '../core/outcome'
import { accountPath, type Call } from './call'
import { one } from './readers'
import { rowId, text } from './wire/parts'

const secretsWire = z.object({ id: rowId, inbox_identifier: text, hmac_token: text })

const read = one(secretsWire, (wire): InboxSecrets => ({
  identifier: wire.inbox_identifier ?? null,
  hmacToken: wire.hmac_token ?? null,
}))

/** `GET inboxes/:id`, for what every other reader leaves behind; agents get no token (FACTS §3.9). */
export function readInboxSecrets(call: Call, account: AccountId, inbox: InboxId): Promise<Outcome<InboxSecrets>> {
  return call({ method: 'GET', path: accountPath(account, 'inboxes', inbox), read })
}
