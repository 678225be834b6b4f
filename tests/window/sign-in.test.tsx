import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ProbeStep } from '../../src-preload/contract/schemas/profile'
import { id, profile } from '../fakes/desk'
import { emptyDesk, fakeMain } from '../fakes/window-main'
import { openWindow, setStage } from './stage'

setStage()

const step = (named: string, detail: string | null = null): ProbeStep => {
  const [at, state, reason = ''] = named.split(' ')
  return { id: at as ProbeStep['id'], state: state as ProbeStep['state'], reason, detail }
}
const good = [
  step('address ok scheme-added', 'https://chat.acme.example'),
  step('answer ok answered', 'chat.acme.example'),
  step('private ok encrypted'),
  step('chatwoot ok chatwoot', '4.2.0'),
]
const found = { steps: good, baseUrl: 'https://chat.acme.example', version: '4.2.0' }
const main = (more: Parameters<typeof fakeMain>[1]) => {
  const desk = emptyDesk({ profiles: [] })
  return { desk, bridge: fakeMain(desk, more) }
}
const side = () => screen.getByRole('complementary', { name: 'What Perch found' })

describe('sign-in', () => {
  it('F19 signs in with a token after the address was checked', async () => {
    const { desk, bridge } = main({
      'profile.probe': () => found,
      'profile.signIn': () => {
        desk.profiles = [profile()]
        return { kind: 'signed-in', profileId: id.profile('p1') }
      },
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat.acme.example')
    await userEvent.tab()
    await within(side()).findByText('It is Chatwoot 4.2.0')
    await userEvent.type(screen.getByLabelText('Access token'), ' secret-token ')
    await userEvent.keyboard('{Enter}')
    await screen.findByRole('navigation', { name: 'Views and inboxes' })
    expect(bridge.calls('profile.signIn')).toEqual([
      { baseUrl: 'https://chat.acme.example', credential: { method: 'token', token: 'secret-token' } },
    ])
  })

  it('F19 offers the address it was started with, and looks at it before the token leaves', async () => {
    window.history.replaceState(null, '', '?server=https%3A%2F%2Fchat.acme.example')
    onTestFinished(() => window.history.replaceState(null, '', '/'))
    const { bridge } = main({ 'profile.probe': () => found, 'profile.signIn': () => new Promise(() => undefined) })
    openWindow(bridge)
    expect(await screen.findByLabelText('Server address')).toHaveProperty('value', 'https://chat.acme.example')
    await userEvent.type(screen.getByLabelText('Access token'), 'secret-token{Enter}')
    await within(side()).findByText('It is Chatwoot 4.2.0')
    expect(bridge.calls('profile.probe')[0]).toEqual({ address: 'https://chat.acme.example' })
    await waitFor(() => expect(bridge.calls('profile.signIn')).toHaveLength(1))
  })

  it('F19 does not try a credential on an address that is not good', async () => {
    const { bridge } = main({
      'profile.probe': () => ({
        steps: [step('address ok scheme-added'), step('answer fail dns', 'ENOTFOUND'), step('private skipped skipped')],
        baseUrl: 'https://chat.acme.exampel',
        version: null,
      }),
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat.acme.exampel')
    await userEvent.type(screen.getByLabelText('Access token'), 'secret{Enter}')
    await within(side()).findByText('The server does not answer')
    expect(within(side()).getByText(/No address was found for this name/)).toBeTruthy()
    expect(bridge.calls('profile.signIn')).toEqual([])
  })

  it('F19 says that a proxy drops the header, and that the token is not to blame', async () => {
    const { bridge } = main({
      'profile.probe': () => found,
      'profile.signIn': () => ({ kind: 'failed', steps: [step('token fail no-header')], words: null }),
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat.acme.example')
    await userEvent.type(screen.getByLabelText('Access token'), 'secret{Enter}')
    await within(side()).findByText(/A proxy in front of it drops the header/)
    expect(within(side()).getByText(/Nothing is wrong with your token/)).toBeTruthy()
    await userEvent.click(within(side()).getByRole('button', { name: 'Use e-mail instead' }))
    expect(screen.getByLabelText('Password')).toBeTruthy()
  })

  it('F19 asks for the second factor and answers it', async () => {
    const { bridge } = main({
      'profile.probe': () => found,
      'profile.signIn': () => ({ kind: 'mfa', challenge: 'c1' }),
      'profile.answerMfa': () => ({ kind: 'failed', steps: [step('token fail code-wrong')], words: null }),
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat.acme.example')
    await userEvent.click(screen.getByRole('radio', { name: 'E-mail and password' }))
    await userEvent.type(screen.getByLabelText('E-mail'), 'mira@acme.example')
    await userEvent.type(screen.getByLabelText('Password'), 'pass word{Enter}')
    await userEvent.type(await screen.findByLabelText('Digit 1'), '419203')
    await userEvent.keyboard('{Enter}')
    await within(side()).findByText(/The code is wrong/)
    expect(bridge.calls('profile.answerMfa')).toEqual([{ challenge: 'c1', code: '419203', backup: false }])
    expect(screen.getByLabelText('Digit 1')).toBeTruthy()
  })

  it('F19 goes back to the password when the server no longer waits for the code', async () => {
    const { bridge } = main({
      'profile.probe': () => found,
      'profile.signIn': () => ({ kind: 'mfa', challenge: 'c1' }),
      'profile.answerMfa': () => ({ kind: 'failed', steps: [step('token fail challenge-expired')], words: null }),
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat.acme.example')
    await userEvent.click(screen.getByRole('radio', { name: 'E-mail and password' }))
    await userEvent.type(screen.getByLabelText('E-mail'), 'mira@acme.example')
    await userEvent.type(screen.getByLabelText('Password'), 'pass word{Enter}')
    await userEvent.type(await screen.findByLabelText('Digit 1'), '419203')
    await userEvent.keyboard('{Enter}')
    await within(side()).findByText(/The sign-in waited too long. Begin again/)
    expect(screen.queryByLabelText('Digit 1')).toBeNull()
    expect(screen.getByLabelText('Password')).toHaveProperty('value', 'pass word')
  })

  it('F19 sends nothing over an open connection before the agent has read the warning and goes on', async () => {
    const open = {
      steps: [
        step('address ok plain'),
        step('answer ok answered'),
        step('private warn http', 'chat.acme.example'),
        step('chatwoot ok chatwoot', '4.2.0'),
      ],
      baseUrl: 'http://chat.acme.example',
      version: '4.2.0',
    }
    const { bridge } = main({ 'profile.probe': () => open })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'http://chat.acme.example')
    await userEvent.type(screen.getByLabelText('Access token'), 'secret{Enter}')
    await within(side()).findByText(/Everybody on the way can read your token/)
    await screen.findByText(/Press once more/)
    expect(bridge.calls('profile.signIn')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Continue anyway' }))
    await waitFor(() => expect(bridge.calls('profile.signIn')).toHaveLength(1))
  })

  it('F19 offers the address that was surely meant', async () => {
    const { bridge } = main({
      'profile.probe': ({ address }) =>
        address.includes(',')
          ? { steps: [step('address fail typo', 'https://chat.acme.example')], baseUrl: null, version: null }
          : found,
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat,acme.example')
    await userEvent.tab()
    await userEvent.click(await within(side()).findByRole('button', { name: 'Use https://chat.acme.example' }))
    await within(side()).findByText('It is Chatwoot 4.2.0')
    expect(screen.getByLabelText('Server address')).toHaveProperty('value', 'https://chat.acme.example')
  })

  it('F19 says a reason it does not know as it is, with the words of the server', async () => {
    const { bridge } = main({
      'profile.probe': () => found,
      'profile.signIn': () => ({ kind: 'failed', steps: [step('token fail moon-phase')], words: 'Try at full moon' }),
    })
    openWindow(bridge)
    await userEvent.type(await screen.findByLabelText('Server address'), 'chat.acme.example')
    await userEvent.type(screen.getByLabelText('Access token'), 'secret{Enter}')
    await within(side()).findByText('This did not work: moon-phase')
    expect(within(side()).getByText('The server says: Try at full moon')).toBeTruthy()
  })

  it('F19 throws an answer away when the address changed meanwhile', async () => {
    let answer: (report: typeof found) => void = () => undefined
    const { bridge } = main({ 'profile.probe': () => new Promise((resolve) => (answer = resolve)) })
    openWindow(bridge)
    const address = await screen.findByLabelText('Server address')
    await userEvent.type(address, 'chat.acme.example')
    await userEvent.tab()
    await waitFor(() => expect(bridge.calls('profile.probe')).toHaveLength(1))
    await userEvent.type(address, 'x')
    answer(found)
    await userEvent.type(address, 'y')
    expect(within(side()).queryByText('It is Chatwoot 4.2.0')).toBeNull()
  })

  it('F19 says while it lasts that secrets are in memory only, without a way to close it', async () => {
    const bridge = fakeMain(emptyDesk({ profiles: [profile({ memoryOnly: true })] }))
    openWindow(bridge)
    const bar = (await screen.findByText('The keychain of this computer is closed.')).closest('p')
    expect(bar?.querySelector('button')).toBeNull()
  })
})
