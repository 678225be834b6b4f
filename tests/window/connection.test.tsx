import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { DOCTOR_STEPS } from '../../src-preload/contract/doctor'
import type { AppError } from '../../src-preload/contract/errors'
import type { DoctorReport, DoctorStep } from '../../src-preload/contract/schemas/doctor'
import { useUi } from '../../src-renderer/ui-state'
import { Refusal } from '../fakes/bridge'
import { id, profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const skipped = { state: 'skipped', reason: 'skipped', why: 'doctor.skipped', remedy: null, detail: null, seen: [] } as const

function reportOf(
  some: Partial<Record<DoctorStep['id'], Partial<DoctorStep>>>,
  more: Partial<DoctorReport> = {},
): DoctorReport {
  const steps = DOCTOR_STEPS.map((step): DoctorStep => ({ id: step, ...skipped, seen: [], ...some[step] }))
  const whole = { profileId: null, startedAt: 0, endedAt: 1, baseUrl: 'https://chat.example.com', version: '4.2.0' }
  return { ...whole, ...more, steps }
}

const noUnderscore: Partial<DoctorStep> = {
  state: 'warn',
  reason: 'no-underscore',
  why: 'probe.header.warn.no-underscore',
  remedy: 'next.header.no-underscore',
  seen: [
    { name: 'hyphen', value: 'arrives' },
    { name: 'underscore', value: 'dropped' },
  ],
}

async function openPage(more: Parameters<typeof fakeMain>[1] = {}, desk = emptyDesk()) {
  const bridge = fakeMain(desk, more)
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('connection'))
  await screen.findByRole('heading', { name: 'Connection' })
  await settle()
  return bridge
}

const away = (name: string) =>
  profile({
    id: id.profile(name),
    link: { state: 'waiting', sinceAt: 0, nextTryAt: null, lastGoodAt: null, reason: 'dns' },
  })

describe('the connection doctor in the settings', () => {
  it('G7 it offers the account whose line is away, and asks for it', async () => {
    const bridge = await openPage({}, emptyDesk({ profiles: [profile(), away('p2')] }))
    expect(screen.getByText('Nothing was checked yet')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Check' }))
    expect(bridge.calls('doctor.run')).toEqual([{ target: { kind: 'profile', profileId: 'p2' } }])
  })

  it('G7 steps appear as they finish, each with why, what to do and what was seen', async () => {
    let report: DoctorReport | null = null
    const bridge = await openPage({ 'doctor.report': () => report })
    report = reportOf(
      { header: { ...skipped, seen: [], state: 'busy', reason: 'busy', why: 'doctor.busy' } },
      { endedAt: null },
    )
    act(() => bridge.raise('doctor.changed', {}))
    await screen.findAllByText('Looking')
    const line = () => document.querySelector<HTMLElement>('[data-step="header"]')
    expect(line()?.dataset['state']).toBe('busy')
    report = reportOf({ header: noUnderscore })
    act(() => bridge.raise('doctor.changed', {}))
    await screen.findByText(/A proxy drops headers with underscores/)
    expect(within(line() as HTMLElement).getByText(/underscores_in_headers on/)).toBeTruthy()
    expect(screen.getByText('Chatwoot 4.2.0. 1 step needs a look')).toBeTruthy()
    expect([...(line()?.querySelectorAll('dd') ?? [])].map((value) => value.textContent)).toEqual(['arrives', 'is dropped'])
    expect(within(line() as HTMLElement).getByRole('img', { name: 'Look here' })).toBeTruthy()
  })

  it('G7 another server: address and token are typed, and the token is not shown', async () => {
    const bridge = await openPage()
    await userEvent.click(screen.getByRole('button', { name: /Which server/ }))
    await userEvent.click(await screen.findByText('Another server'))
    await userEvent.type(screen.getByRole('textbox', { name: 'Address' }), 'chat.example.com')
    const token = screen.getByLabelText<HTMLInputElement>('Access token')
    expect(token.type).toBe('password')
    await userEvent.type(token, 'abc')
    await userEvent.click(screen.getByRole('button', { name: 'Check' }))
    expect(bridge.calls('doctor.run')).toEqual([{ target: { kind: 'typed', address: 'chat.example.com', token: 'abc' } }])
  })

  it('G7 the report is copied as text: each step, why, what to do, what was seen', async () => {
    const write = vi.fn((_text: string) => Promise.resolve())
    await openPage({ 'doctor.report': () => reportOf({ header: noUnderscore }) })
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: write }, configurable: true })
    await userEvent.click(await screen.findByRole('button', { name: 'Copy report' }))
    const text = write.mock.calls[0]?.[0] ?? ''
    expect(text).toMatch(/^Perch, 1970-01-01T00:00:00.000Z, https:\/\/chat.example.com, Chatwoot 4.2.0\n\[skipped\] Address/)
    expect(text).toContain('[warn] Header of the token: A proxy drops headers with underscores')
    expect(text).toContain('    What to do: Scripts and connectors')
    expect(text).toContain('    api_access_token: is dropped')
  })

  it('G7 a reason that a newer main knows is said as it is', async () => {
    const odd = { ...noUnderscore, reason: 'moonshine', why: 'probe.header.warn.moonshine', remedy: 'next.header.moonshine' }
    await openPage({ 'doctor.report': () => reportOf({ header: odd }) })
    expect(await screen.findByText('Something is unusual here: moonshine')).toBeTruthy()
  })

  it('G7 the way there: the palette, and the pill of a line that is away', async () => {
    openWindow(fakeMain(emptyDesk({ profiles: [away('p1')] })))
    await settle()
    await userEvent.click(await screen.findByRole('button', { name: /^Offline/ }))
    expect(useUi.getState().room).toBe('connection')
    act(() => useUi.getState().go('workspace'))
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard('check the conn{Enter}')
    expect(useUi.getState().room).toBe('connection')
  })

  it('G12 what the server refused is said with why, its words, and what to do', async () => {
    const error: AppError = {
      kind: 'refused',
      words: 'You are not authorized to do this action',
      explained: {
        why: 'probe.request.fail.not-allowed',
        next: 'next.request.not-allowed',
        detail: '401',
        words: 'You are not authorized to do this action',
      },
    }
    await openPage({
      'doctor.run': () => {
        throw new Refusal(error)
      },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Check' }))
    const said = (await screen.findByText(/your role may not do this/)).textContent
    expect(said).toContain('The server says: You are not authorized to do this action.')
    expect(said).toContain('signing in again does not help')
  })
})
