import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ServerTrust } from '../../src-preload/contract/trust'
import { useUi } from '../../src-renderer/ui-state'
import { profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, settle, setStage } from './stage'

setStage()

const at = Date.UTC(2026, 0, 2)
const shown = (digit: string, issuer: string) => ({
  ...{ key: Array<string>(32).fill(digit).join(':'), issuer },
  ...{ validFromAt: at, validUntilAt: at + 90 * 86_400_000 },
})
const mine = shown('AA', 'Company root')
const another = shown('BB', 'Another root')
const OPEN: ServerTrust = { shown: mine, pinned: null, fixed: [], mayChange: true, isOther: false }

async function openAccounts(...trusts: ServerTrust[]) {
  const asked: unknown[] = []
  let done = true
  const profiles = trusts.map((trust, index) => profile({ id: `p${index}` as never, trust }))
  const bridge = fakeMain(emptyDesk({ profiles }), {
    'profile.pin': (input) => {
      asked.push(input)
      return { done }
    },
  })
  openWindow(bridge)
  await settle()
  act(() => useUi.getState().go('settings'))
  await screen.findByRole('heading', { name: 'Settings', level: 1 })
  return { asked, refuse: () => void (done = false) }
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

describe('the certificate of a server in the settings', () => {
  it('F19 is shown once for each server, and what is pinned is the one that was shown', async () => {
    const { asked } = await openAccounts(OPEN, OPEN)
    expect(screen.getAllByText(mine.key)).toHaveLength(1)
    await press('Pin this certificate')
    expect(asked).toEqual([{ profileId: 'p1', key: mine.key }])
  })

  it('F19 a pin is taken away by its own button', async () => {
    const { asked } = await openAccounts({ ...OPEN, pinned: mine })
    screen.getByText('Pinned')
    await press('Take the pin away')
    expect(asked).toEqual([{ profileId: 'p0', key: null }])
  })

  it('F19 another one stands beside the pinned one, and is accepted only as it was seen', async () => {
    const { asked, refuse } = await openAccounts({ ...OPEN, shown: another, pinned: mine, isOther: true })
    const [bar, alert] = screen.getAllByRole('alert')
    within(bar!).getByText(/shows another certificate than the pinned one/)
    within(alert!).getByText(mine.key)
    within(alert!).getByText(another.key)
    within(alert!).getByText(/signed by Another root/)
    refuse()
    await press('Accept the new certificate')
    expect(asked).toEqual([{ profileId: 'p0', key: another.key }])
    await screen.findByText('The server shows another certificate by now. Look again.')
  })

  it('F13 what the organisation pinned can neither be accepted nor taken away here', async () => {
    await openAccounts({ ...OPEN, shown: another, fixed: [mine.key], mayChange: false, isOther: true })
    const [, alert] = screen.getAllByRole('alert')
    within(alert!).getByText('Pinned by your organisation')
    within(alert!).getByText(/Only your administrator can change what is pinned/)
    expect(screen.queryByRole('button', { name: /certificate|pin/i })).toBeNull()
  })

  it('F19 a pin that cannot be read any more is said to be so', async () => {
    const nobody = { key: '', issuer: '', validFromAt: 0, validUntilAt: 0 }
    await openAccounts({ ...OPEN, pinned: nobody, isOther: true })
    screen.getByText('What was pinned cannot be read any more.')
  })

  it('F19 a server without encryption has none', async () => {
    await openAccounts({ ...OPEN, shown: null, mayChange: false })
    expect(screen.queryByText(/Certificate of/)).toBeNull()
  })
})
