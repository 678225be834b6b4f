import { isObject, type Json } from '../model/json'

const ITEM_KEYS: Record<string, string[]> = {
  input_select: ['title', 'value'],
  cards: ['title', 'description', 'media_url', 'actions'],
  article: ['title', 'description', 'link'],
  form: [...['type', 'placeholder', 'label', 'name', 'options', 'default', 'required', 'pattern', 'title'], 'pattern_error'],
}

/** What is wrong with the items of a message that offers a choice. */
export function itemProblems(contentType: string, items: Json | undefined): string[] {
  const allowed = ITEM_KEYS[contentType]
  if (!allowed || !Array.isArray(items)) return []
  const strange = new Set(items.flatMap((item) => (isObject(item) ? Object.keys(item) : [])))
  for (const key of allowed) strange.delete(key)
  const lacksActions = contentType === 'cards' && items.some((item) => !isObject(item) || !('actions' in item))
  return [
    ...(strange.size
      ? [`Content attributes contains invalid keys for items : [${[...strange].map((key) => `:${key}`).join(', ')}]`]
      : []),
    ...(lacksActions ? ['Content attributes contains items missing actions'] : []),
  ]
}
