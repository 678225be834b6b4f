import { z } from 'zod'
import { rowId, text, time } from './parts'

const named = z.object({ name: text }).nullish().catch(undefined)

/** A conversation in an answer of search: `id` is the number again (FACTS §3.1: a third shape). */
export const conversationHitWire = z.object({ id: rowId, created_at: time, contact: named, inbox: named })
export const contactHitWire = z.object({ id: rowId, name: text, email: text, phone_number: text, identifier: text })
