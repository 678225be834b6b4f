import type { Directory } from '../../../src-preload/contract/entities'
import type { MacroAction } from '../../../src-preload/contract/macro'
import { isTextKey, say, sayOr } from '../../text/t'

/** Longer texts are cut: a preview is no letter. */
const LONGEST = 160

type People = Pick<Directory, 'agents' | 'teams'>

/** What an action of a macro does, as people say it. */
export function macroText({ name, values }: MacroAction, book: People | undefined): string {
  const key = `macro.do.${name}`
  if (!isTextKey(key)) return say('macro.do.other', { what: [name, ...values].join(' ') })
  return say(key, { what: cut(whatOf(name, values, book)) })
}

function whatOf(name: string, values: string[], book: People | undefined): string {
  const [first = ''] = values
  switch (name) {
    case 'assign_agent':
      return first === 'self' ? say('macro.me') : nameIn(book?.agents, first)
    case 'assign_team':
      return nameIn(book?.teams, first)
    case 'change_priority':
      return sayOr([`priority.${first}`], isNobody(first) ? say('panel.none') : first)
    case 'change_status':
      return sayOr([`status.one.${first}`], first)
    default:
      return values.join(', ')
  }
}

/** The dashboard writes "nil" for none. */
function isNobody(value: string): boolean {
  return value === '' || value === 'nil'
}

function nameIn(list: readonly { id: number; name: string }[] | undefined, value: string): string {
  if (isNobody(value)) return say('macro.nobody')
  return list?.find(({ id }) => String(id) === value)?.name ?? `#${value}`
}

function cut(text: string): string {
  const letters = [...text]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text
}
