import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colonAt, findEmoji } from '../../src-renderer/parts/emoji'
import { atSignAt, type Mentionable, withMentions, withoutMentions } from '../../src-renderer/parts/mentions'
import { openWith, write } from './canned-stage'
import { field } from './composer-stage'
import { setStage } from './stage'

setStage()

const names = (label: string) => {
  const list = screen.queryByRole('listbox', { name: label })
  return (
    list &&
    within(list)
      .getAllByRole('option')
      .map((one) => one.textContent)
  )
}
const note = () => userEvent.keyboard('{Control>}m{/Control}')
const sendIt = () => userEvent.keyboard('{Control>}{Enter}{/Control}')

describe('mentions', () => {
  it('F8 in a note an at sign offers colleagues, without me; the note goes as the server takes it', async () => {
    const bridge = await openWith()
    await note()
    await userEvent.keyboard('Please look, @we{Enter}soon')
    expect(field().value).toBe('Please look, @Jonas Weber soon')
    await sendIt()
    await waitFor(() =>
      expect(bridge.calls('reply.send')).toMatchObject([
        { text: 'Please look, [@Jonas Weber](mention://user/2/Jonas%20Weber) soon', private: true },
      ]),
    )
    expect(field().value).toBe('')
  })

  it('F7 in a reply an at sign is an at sign', async () => {
    const bridge = await openWith()
    await userEvent.keyboard('@Jo')
    expect(names('Mention a colleague')).toBeNull()
    await sendIt()
    await waitFor(() => expect(bridge.calls('reply.send')).toMatchObject([{ text: '@Jo', private: false }]))
  })

  it('F8 teams only where the server knows them', async () => {
    await openWith()
    await note()
    await userEvent.keyboard('@')
    expect(names('Mention a colleague')).toHaveLength(3)
    expect(names('Mention a colleague')?.some((name) => name?.includes('Orders'))).toBe(false)
    expect(names('Mention a colleague')?.some((name) => name?.includes('Mira'))).toBe(false)
    await userEvent.keyboard('{Escape}')
    expect(names('Mention a colleague')).toBeNull()
    expect(field().value).toBe('@')
  })

  const people: Mentionable[] = [
    { kind: 'user', id: 3, name: 'Jo' },
    { kind: 'user', id: 2, name: 'Jo Weber' },
    { kind: 'team', id: 9, name: 'Orders' },
    { kind: 'user', id: 4, name: 'x](http://evil)[' },
    { kind: 'user', id: 5, name: '' },
    { kind: 'user', id: 6, name: 'Анна (склад)' },
  ]
  const table: [note: string, sent: string][] = [
    ['@Jo, @Jo Weber!', '[@Jo](mention://user/3/Jo), [@Jo Weber](mention://user/2/Jo%20Weber)!'],
    ['@John me@Jo @Joшка', '@John me@Jo @Joшка'],
    ['(@Orders)', '([@Orders](mention://team/9/Orders))'],
    ['[@Jo](mention://user/3/Jo) @Jo', '[@Jo](mention://user/3/Jo) [@Jo](mention://user/3/Jo)'],
    ['@x http://evil', '[@x http://evil](mention://user/4/x%20http%3A%2F%2Fevil)'],
    ['@Анна склад', `[@Анна склад](mention://user/6/${encodeURIComponent('Анна склад')})`],
    ['@ nobody', '@ nobody'],
  ]
  it.each(table)('F8 the note %s', (text, sent) => {
    expect(withMentions(text, people)).toBe(sent)
    expect(withMentions(sent, people)).toBe(sent)
  })

  it('F8 what comes back from the outbox is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('@Jo', '@Jo Weber', '@Orders', ' ', 'word', '\n')), (parts) => {
        const text = parts.join(' ')
        expect(withoutMentions(withMentions(text, people))).toBe(text)
      }),
    )
  })

  it('F8 an address is no mention', () => {
    expect(atSignAt('ana@ma', 6)).toBeNull()
    expect(atSignAt('to @ma', 6)).toEqual({ from: 3, query: 'ma' })
  })
})

describe('emoji', () => {
  it('F8 a colon and two letters, or the key, in English or Russian', async () => {
    await openWith()
    await userEvent.keyboard('Well done :cl')
    expect(names('Emoji')?.[0]).toContain('👏')
    await userEvent.keyboard('{Enter}')
    expect(field().value).toBe('Well done 👏')
    await userEvent.keyboard('{Control>}e{/Control}')
    expect(names('Emoji')).toHaveLength(8)
    await userEvent.keyboard('спас{Tab}')
    expect(field().value).toBe('Well done 👏 🙏')
  })

  it('F8 a time, a colon and one letter are no emoji', async () => {
    await openWith()
    await userEvent.keyboard('at 10:30 note:ab :a')
    expect(names('Emoji')).toBeNull()
    expect(colonAt('10:30', 5)).toBeNull()
  })

  it('F8 each sign can be found by its words in both languages', () => {
    for (const { sign, word } of [...findEmoji('', 'en'), ...findEmoji('', 'ru')]) {
      expect(findEmoji(word.split(' ')[0] ?? '', 'en').map((one) => one.sign)).toContain(sign)
      expect(sign).toMatch(/\p{Extended_Pictographic}|[ℹ➕➖]/u)
    }
    expect(new Set(findEmoji('', 'en').map(({ sign }) => sign)).size).toBe(findEmoji('', 'en').length)
  })
})

describe('marks', () => {
  const select = (from: number, to: number) => field().setSelectionRange(from, to)

  it('F8 Ctrl+B and Ctrl+I put marks around the selection and take them away again', async () => {
    await openWith()
    write('a word here')
    select(2, 6)
    await userEvent.keyboard('{Control>}b{/Control}')
    expect(field().value).toBe('a **word** here')
    await userEvent.keyboard('{Control>}i{/Control}')
    expect(field().value).toBe('a ***word*** here')
    await userEvent.keyboard('{Control>}b{/Control}')
    expect(field().value).toBe('a *word* here')
    await userEvent.keyboard('{Control>}i{/Control}')
    expect(field().value).toBe('a word here')
  })

  it('F8 with nothing selected the cursor stands between the marks', async () => {
    await openWith()
    await userEvent.keyboard('{Control>}b{/Control}now')
    expect(field().value).toBe('**now**')
  })

  it('F8 an address pasted over words makes a link of them; anything else is pasted', async () => {
    await openWith()
    write('see the policy now')
    const paste = (text: string) =>
      fireEvent.paste(field(), { clipboardData: { files: [], types: ['text/plain'], getData: () => text } })
    select(8, 14)
    expect(paste('just words')).toBe(true)
    expect(paste('https://shop.example/a(b)')).toBe(false)
    expect(field().value).toBe('see the [policy](https://shop.example/a%28b%29) now')
  })

  it('F8 the preview shows the text as its reader sees it, and never runs what is in it', async () => {
    await openWith()
    write('**now** <img src=x onerror=alert(1)>')
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}')
    const preview = screen.getByRole('region', { name: 'Preview' })
    expect(preview.querySelector('strong')?.textContent).toBe('now')
    expect(preview.querySelector('img')).toBeNull()
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}')
    expect(screen.queryByRole('region', { name: 'Preview' })).toBeNull()
  })
})
