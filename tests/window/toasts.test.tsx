import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startKeys } from '../../src-renderer/keys'
import { Toasts } from '../../src-renderer/rooms/frame/toasts'
import { toast, useUi } from '../../src-renderer/ui-state'

describe('toasts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
    useUi.setState({ toasts: [] })
  })

  it('F12 a long line stands for as long as it takes to read, a short one six seconds', () => {
    render(<Toasts />)
    const pass = (ms: number): void => void act(() => void vi.advanceTimersByTime(ms))
    act(() => void toast({ text: 'Saved' }))
    pass(5_999)
    expect(screen.queryByText('Saved')).not.toBeNull()
    pass(1)
    expect(screen.queryByText('Saved')).toBeNull()
    const long = 'word '.repeat(30).trim()
    act(() => void toast({ level: 'warn', text: long }))
    pass(11_000)
    expect(screen.queryByText(long)).not.toBeNull()
    pass(1_000)
    expect(screen.queryByText(long)).toBeNull()
  })

  it('F12 two lines of one moment are both said, and what has no place yet comes when there is one', () => {
    render(<Toasts />)
    const pass = (ms: number): void => void act(() => void vi.advanceTimersByTime(ms))
    act(() => {
      toast({ text: 'Alerts are shown here' })
      toast({ level: 'warn', text: 'No tray' })
      toast({ text: 'Saved' })
      toast({ text: 'Copied' })
      toast({ text: 'Copied' })
    })
    const said = () => [...document.querySelectorAll('.toast > .grow')].map((line) => line.textContent)
    expect(said()).toEqual(['Alerts are shown here', 'No tray', 'Saved'])
    pass(6_000)
    expect(said()).toEqual(['Copied'])
    pass(6_000)
    expect(said()).toEqual([])
  })

  it('F20 four errors stand one after the other, each until it is closed', () => {
    render(<Toasts />)
    act(() => void ['One', 'Two', 'Three', 'Four'].forEach((text) => toast({ level: 'error', text })))
    expect(screen.queryByText('Four')).toBeNull()
    fireEvent.click(screen.getAllByRole('button', { name: 'Close' })[0]!)
    expect(screen.getByText('Four')).toBeTruthy()
    expect(screen.queryByText('One')).toBeNull()
  })

  it('F9 news and errors do not take the way back away: Z undoes what was done last for as long as its line stands', () => {
    const undone: string[] = []
    render(<Toasts />)
    const stop = startKeys()
    act(() => void toast({ text: 'Resolved: 3 conversations', undo: () => undone.push('three') }))
    act(() => void toast({ text: 'Alerts are shown here' }))
    for (const words of ['One', 'Two', 'Three', 'Four']) act(() => void toast({ level: 'error', text: words }))
    expect(screen.getByText('Resolved: 3 conversations')).toBeTruthy()
    fireEvent.keyDown(window, { key: 'z', code: 'KeyZ' })
    expect(undone).toEqual(['three'])
    expect(screen.queryByText('Resolved: 3 conversations')).toBeNull()
    act(() => void toast({ text: 'Older', undo: () => undone.push('older') }))
    act(() => void toast({ text: 'Newer', undo: () => undone.push('newer') }))
    expect(screen.queryByText('Older')).toBeNull()
    fireEvent.keyDown(window, { key: 'z', code: 'KeyZ' })
    expect(undone).toEqual(['three', 'newer'])
    expect(useUi.getState().toasts.filter(({ undo }) => undo !== null)).toEqual([])
    stop()
  })
})
