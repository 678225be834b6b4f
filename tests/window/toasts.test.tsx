import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Toasts } from '../../src-renderer/rooms/frame/toasts'
import { toast } from '../../src-renderer/ui-state'

describe('toasts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('F12 a long line stands for as long as it takes to read, a short one six seconds', () => {
    render(<Toasts />)
    const pass = (ms: number): void => void act(() => void vi.advanceTimersByTime(ms))
    act(() => toast({ text: 'Saved' }))
    pass(5_999)
    expect(screen.queryByText('Saved')).not.toBeNull()
    pass(1)
    expect(screen.queryByText('Saved')).toBeNull()
    const long = 'word '.repeat(30).trim()
    act(() => toast({ level: 'warn', text: long }))
    pass(11_000)
    expect(screen.queryByText(long)).not.toBeNull()
    pass(1_000)
    expect(screen.queryByText(long)).toBeNull()
  })
})
