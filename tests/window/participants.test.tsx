import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { profile } from '../fakes/desk'
import { agent, panel, press, stage } from './panel-stage'
import { setStage } from './stage'

setStage()

describe('participants', () => {
  const me = agent(profile().user.id, profile().user.name)
  const jonas = agent(5, 'Jonas Weber')
  const following = () => [...document.querySelectorAll('.panel-person span.cut')].map((one) => one.textContent)
  const wanted = (bridge: Awaited<ReturnType<typeof stage>>) => bridge.calls('conversation.change').map(({ change }) => change)

  it('F9 I follow a conversation as I change anything else: kept, with a way back', async () => {
    const bridge = await stage({ 'participant.list': () => [jonas] })
    await press('Participants')
    await panel().findByText('Jonas Weber')
    await press('Follow')
    expect(wanted(bridge)).toEqual([{ kind: 'following', on: true }])
    await screen.findByText('You follow it now: Ana Ferreira')
    await userEvent.click(screen.getByRole('button', { name: /^Undo/ }))
    expect(bridge.calls('action.undo')).toHaveLength(1)
  })

  it('F9 what I did is shown before the server knows: I am among them, or no longer', async () => {
    await stage({ 'participant.list': () => [jonas, me] }, true, { following: false })
    await press('Participants')
    await panel().findByText('Jonas Weber')
    expect(following()).toEqual(['Jonas Weber'])
    await panel().findByRole('button', { name: 'Follow' })
  })

  it('F9 offline I follow all the same, and it says what is not known', async () => {
    const bridge = await stage({}, false, { following: true })
    await press('Participants')
    expect(following()).toEqual([me.name])
    await panel().findByText(/it needs a connection/)
    await press('Stop following')
    expect(wanted(bridge)).toEqual([{ kind: 'following', on: false }])
    expect(bridge.calls('participant.list')).toEqual([])
  })
})
