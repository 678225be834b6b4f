/** Templates of an inbox → those that are approved, with what can be filled in (M14). */
import type { z } from 'zod'
import type { MessageTemplate, TemplateNeeds } from '../../../src-preload/contract/message-template'
import type { InboxWire } from '../wire/directory'
import { at, rows } from '../wire/parts'
import { templateButtonWire, templatePartWire, templateWire, type TemplateWire } from '../wire/template'

type Part = z.infer<typeof templatePartWire>
type Button = z.infer<typeof templateButtonWire>

/** Kinds of a title that are files. */
const MEDIA = new Set(['IMAGE', 'VIDEO', 'DOCUMENT'])
const PARTS = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS'])
/** Buttons that need nothing from who sends. */
const QUIET_BUTTONS = new Set(['QUICK_REPLY', 'PHONE_NUMBER', 'URL'])

const upper = (word: string | null | undefined): string => (word ?? '').toUpperCase()
const hasPlace = (words: string | null | undefined): boolean => (words ?? '').includes('{{')

/** Approved ones. A connector of an API inbox may have left them among its own attributes, where the dashboard looks too. */
export function toTemplates({ message_templates: own, additional_attributes: more }: InboxWire): MessageTemplate[] {
  const list = Array.isArray(own) ? own : at(more, 'message_templates')
  return rows(templateWire, list).rows.flatMap((wire) => toTemplate(wire) ?? [])
}

function toTemplate(wire: TemplateWire): MessageTemplate | null {
  const parts = rows(templatePartWire, wire.components).rows
  const part = (type: string) => parts.find((one) => upper(one.type) === type)
  const body = part('BODY')?.text ?? ''
  if (upper(wire.status) !== 'APPROVED' || body === '') return null
  const buttons = rows(templateButtonWire, part('BUTTONS')?.buttons).rows
  return {
    name: wire.name,
    language: wire.language ?? '',
    category: wire.category ?? null,
    namespace: wire.namespace ?? null,
    header: part('HEADER')?.text ?? null,
    body,
    footer: part('FOOTER')?.text ?? null,
    buttons: buttons.flatMap(({ text }) => text ?? []),
    needs: needsOf(wire, parts, buttons),
  }
}

/**
 * Every server takes values of the body (FACTS §3.4: `template_params`); files and values elsewhere are taken by some versions only,
 * each in another form. A code that signs the customer in is made by who asked for it.
 */
function needsOf({ category }: TemplateWire, parts: readonly Part[], buttons: readonly Button[]): TemplateNeeds | null {
  const header = parts.find((one) => upper(one.type) === 'HEADER')
  if (MEDIA.has(upper(header?.format))) return 'media'
  if (upper(category) === 'AUTHENTICATION' || parts.some((one) => !PARTS.has(upper(one.type)))) return 'unknown'
  if (header && upper(header.format ?? 'TEXT') !== 'TEXT') return 'unknown'
  if (hasPlace(header?.text)) return 'title'
  return buttons.some(({ type, url }) => !QUIET_BUTTONS.has(upper(type)) || hasPlace(url)) ? 'button' : null
}
