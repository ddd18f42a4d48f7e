import { describe, expect, it } from 'vitest'
import { blueGreen, standing } from '../testing/standing.ts'
import { stopChoices } from './stop-choices.ts'

describe('stopping a blue/green deployment', () => {
  it('before the reroute leaves users on the originals and ends a replacement that was made for it', () => {
    const { leave, back } = stopChoices(blueGreen({ step: 'ready' }))
    expect(leave.lines).toEqual([
      'Users stay on the 4 hosts of the original fleet (1.0)',
      '4 hosts of the replacement are ended',
    ])
    expect(leave.button).toBe('Stop and end the replacement')
    expect(back.disabledReason).toContain('No users have been moved yet')
  })

  it('before the reroute keeps replacement hosts that were there already', () => {
    const { leave } = stopChoices(blueGreen({ step: 'installing', isProvisioned: false }))
    expect(leave.lines[1]).toBe('4 hosts of the replacement keep what is installed, without users')
    expect(leave.button).toBe('Stop and leave as is')
  })

  it('of a first deployment, before the reroute, says that nobody is served yet', () => {
    const none = { ...standing().original, total: 0 }
    expect(stopChoices(blueGreen({ original: none })).leave.lines[0]).toBe('No users are served by this group yet')
  })

  it('during the reroute keeps the split or sends users back, each in hosts', () => {
    const { leave, back } = stopChoices(blueGreen({ step: 'rerouting', rerouted: 1 }))
    expect(leave.lines).toEqual([
      'Original: 4 of 4 hosts have users',
      'Replacement: 1 of 4 hosts has users',
      'No further host is moved',
    ])
    expect(back.lines).toEqual([
      'Users go back to the 4 hosts of the original fleet (1.0)',
      '4 hosts of the replacement are ended afterwards',
    ])
    expect(back.disabledReason).toBeUndefined()
  })

  it('during the reroute speaks of no split while no user was moved', () => {
    const { leave } = stopChoices(blueGreen({ step: 'rerouting', rerouted: 0 }))
    expect(leave.title).toBe('Users stay where they are')
    expect(leave.wayBack).toBe('No user was moved. The way back: deploy 1.1 again.')
  })

  it('in the termination wait leaves users on the replacement, or sends them back', () => {
    const { leave, back } = stopChoices(blueGreen({ step: 'terminationWait', rerouted: 4, blocked: 4 }))
    expect(leave.lines).toEqual(['Users stay on 1.1', '4 hosts of the original fleet are not ended'])
    expect(back.button).toBe('Stop and roll back')
  })

  it.each([{ step: 'rerouting' }, { step: 'blocking', rerouted: 4, blocked: 1 }] as const)(
    'while traffic goes back promises nobody to send users anywhere: $step',
    (more) => {
      const { leave, back } = stopChoices(blueGreen({ kind: 'trafficBack', ...more }))
      expect(back.disabledReason).toContain('Users are on their way back already.')
      expect(leave.lines).toEqual([
        'Users stay on the hosts that have them now, on both fleets',
        'No further host is moved',
      ])
    },
  )

  it('cannot send users back to a fleet that has no host', () => {
    const none = { ...standing().original, total: 0 }
    const { back } = stopChoices(blueGreen({ step: 'rerouting', original: none }))
    expect(back.disabledReason).toBe('There is no original host to send users back to.')
  })
})
