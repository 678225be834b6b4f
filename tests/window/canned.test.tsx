import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../fakes/bridge'
import { openWith, write } from './canned-stage'
import { choose, field, kindShown } from './composer-stage'
import { setStage, settle } from './stage'

setStage()

const list = () => screen.queryByRole('listbox', { name: 'Canned responses' })
const codes = () =>
  within(list() ?? document.body)
    .getAllByRole('option')
    .map((one) => one.textContent)
const lit = () => screen.getByRole('option', { selected: true, name: /^\// }).textContent

describe('canned responses in the composer', () => {
  it('F8 three key presses from the slash to inserted text, with the values of this customer', async () => {
    await openWith()
    await userEvent.keyboard('/m{Enter}')
    expect(field().value).toBe('Hello Ana, a new one for order A-20417 leaves today.')
    expect(list()).toBeNull()
    expect(field().selectionStart).toBe(field().value.length)
    screen.getByText('2 values filled in: Ana, A-20417')
  })

  it('F8 codes that begin so come first, then those that hold the letters in order, then texts', async () => {
    await openWith()
    await userEvent.keyboard('/rep')
    expect(codes()).toEqual(['/repair-yourself', '/replace-mug', '/reply-later', '/pre-order-policy'])
    await userEvent.keyboard('{Backspace}{Backspace}{Backspace}елка')
    expect(codes()).toEqual(['/privet'])
  })

  it('F8 a slash inside a word is a slash', async () => {
    await openWith()
    await userEvent.keyboard('and/or')
    expect(list()).toBeNull()
    expect(field().value).toBe('and/or')
  })

  it('F8 only the word at the cursor is replaced', async () => {
    await openWith()
    await userEvent.keyboard('Good news: /glue{Enter} Bye')
    expect(field().value).toBe('Good news: Glue helps. Bye')
  })

  it('F8 several can be put into one text', async () => {
    await openWith()
    await userEvent.keyboard('/repair{Enter} /pre{Enter}')
    expect(field().value).toBe('Glue helps. It ships in May.')
  })

  it('F8 arrows choose, and the field keeps the focus and names the line', async () => {
    await openWith()
    await userEvent.keyboard('/rep{ArrowDown}{ArrowDown}')
    expect(lit()).toBe('/reply-later')
    expect(document.activeElement).toBe(field())
    const active = field().getAttribute('aria-activedescendant') ?? ''
    expect(document.getElementById(active)?.textContent).toBe('/reply-later')
    expect(field().getAttribute('aria-controls')).toBe(list()?.id)
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
    expect(lit()).toBe('/pre-order-policy')
    await userEvent.keyboard('{Tab}')
    expect(field().value).toBe('It ships in May.')
  })

  it('F8 Esc closes the list and keeps the text; the next word with a slash opens it again', async () => {
    await openWith()
    await userEvent.keyboard('Hello /rep{Escape}')
    expect(list()).toBeNull()
    expect(field().value).toBe('Hello /rep')
    expect(document.activeElement).toBe(field())
    await userEvent.keyboard('a')
    expect(list()).toBeNull()
    await userEvent.keyboard(' /rep')
    expect(list()).not.toBeNull()
  })

  it('F8 when the cursor leaves the word the list goes, and Enter breaks the line', async () => {
    await openWith()
    await userEvent.keyboard('one /rep{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}')
    expect(list()).toBeNull()
    await userEvent.keyboard('{Enter}')
    expect(field().value).toBe('one\n /rep')
  })

  it('F8 without the keyboard in the field nothing lies over the conversation', async () => {
    await openWith()
    await userEvent.keyboard('/rep')
    act(() => field().blur())
    expect(list()).toBeNull()
    act(() => field().focus())
    expect(list()).not.toBeNull()
  })

  it('F8 Ctrl+/ opens it where a word can begin', async () => {
    await openWith()
    await userEvent.keyboard('Hello{Control>}/{/Control}')
    expect(field().value).toBe('Hello /')
    expect(list()).not.toBeNull()
  })

  it('F8 nothing is taken while an input method composes', async () => {
    await openWith()
    write('/rep')
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(field(), { key: 'ArrowDown', isComposing: true })
    expect(field().value).toBe('/rep')
    expect(lit()).toBe('/repair-yourself')
  })

  it('F7 in a note it stays a note, and a note it is sent as', async () => {
    const bridge = await openWith()
    await userEvent.keyboard('{Control>}m{/Control}/repair{Enter}')
    expect(kindShown()).toBe('Private note')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.calls('reply.send')).toMatchObject([{ text: 'Glue helps.', private: true }]))
  })

  it('F8 the text that would be put in stands beside the list, with values and holes marked', async () => {
    await openWith()
    await userEvent.keyboard('/reply-l')
    const hole = screen.getByText('delivery.day', { selector: '.unfilled' })
    expect(hole.parentElement?.textContent).toBe('We will write to you on delivery.day.')
    screen.getByText('One value is missing: delivery.day. Perch asks before it sends.')
  })

  it('F8 an account without responses says so, and nothing that fits too', async () => {
    await openWith([])
    await userEvent.keyboard('/')
    screen.getByText('This account has no canned responses yet')
  })

  it('F8 nothing fits, or nothing can be read: the text goes on', async () => {
    await openWith([['hi', 'Hello']])
    await userEvent.keyboard('/usr')
    screen.getByText('No canned response fits "usr"')
    await userEvent.keyboard('{Enter}x')
    expect(field().value).toBe('/usr\nx')
  })

  it('F8 responses that cannot be read are no empty list', async () => {
    await openWith([], {
      'directory.get': () => {
        throw new Refusal({ kind: 'internal', incident: 'P-1' })
      },
    })
    await userEvent.keyboard('/')
    screen.getByText('The canned responses cannot be read now')
  })

  it('F8 of ten thousand the first are drawn and the rest are counted', async () => {
    await openWith(Array.from({ length: 10_000 }, (_, n) => [`code-${n}`, 'x'] as [string, string]))
    write('/code')
    expect(codes()).toHaveLength(8)
    screen.getByText('and 9992 more, type to find them')
    write('/code-9731')
    expect(codes()).toEqual(['/code-9731'])
  })
})

describe('values of a text', () => {
  it('F8 a variable without a value stays in sight, and the first press of send only says so', async () => {
    const bridge = await openWith()
    await userEvent.keyboard('/reply-l{Enter}')
    expect(field().value).toBe('We will write to you on {{ delivery.day }}.')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByText('No value for delivery.day: nothing would stand there. Send again to send it so')
    expect(bridge.calls('reply.send')).toHaveLength(0)
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(bridge.calls('reply.send')).toHaveLength(1))
  })

  it('F8 another text is warned of anew', async () => {
    const bridge = await openWith()
    for (const text of ['{{order.id}}', '{{order.id}} and {{order.sum}}']) {
      write(text)
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
      await screen.findByText(/nothing would stand there/)
    }
    expect(bridge.calls('reply.send')).toHaveLength(0)
  })

  it('F8 a variable typed by hand gets its value as soon as it is whole, but not in backticks', async () => {
    await openWith()
    write('For {{ contact.name }} of {{inbox.name}}, see `{{contact.name}}`')
    expect(field().value).toBe('For Ana Ferreira of WhatsApp Orders, see `{{contact.name}}`')
    expect(screen.queryByText(/value is missing/)).toBeNull()
  })

  it('F8 the values are those of the conversation that is open', async () => {
    await openWith()
    await choose(1041)
    field().focus()
    await userEvent.keyboard('/m{Enter}')
    expect(field().value).toBe('Hello Kofi, a new one for order {{contact.custom_attribute.order}} leaves today.')
    await settle()
  })
})
