import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import InstanceScreen from './InstanceScreen.tsx'
import { host, rows, tag } from './testing/some-hosts.ts'

/** Machines are slow when much runs at once; what does not come at all still fails. */
configure({ asyncUtilTimeout: 10_000 })

afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
})

describe('the page of a host', () => {
  const info = { ...rows[1]!, instanceArn: 'arn:aws:codedeploy:x', enrolledBy: 'Ada', address: '10.0.4.7', port: 8080 }
  const installed = { deploymentId: 'd-1A2B3C4D5', revisionName: 'shop 1.0', time: '2026-11-22T12:00:00Z' }
  const answers: Answers = {
    getOnPremisesInstance: () => ({ instanceInfo: { ...info, silentSince: undefined } }),
    listInstanceGroups: () => ({
      groups: [
        {
          applicationName: 'shop',
          deploymentGroupName: 'production',
          deploymentType: 'IN_PLACE',
          isTried: true,
          instanceHealth: 'Unhealthy',
          revisionHealth: 'Old',
          isChanging: false,
          isDrifting: true,
          installed,
          runs: { ...installed, deploymentId: 'd-2A2B3C4D5', revisionName: 'shop 1.1' },
        },
      ],
    }),
    listInstanceDeployments: ({ nextToken }) =>
      nextToken === undefined
        ? {
            deployments: [
              {
                ...installed,
                applicationName: 'shop',
                deploymentGroupName: 'production',
                status: 'Failed',
                createTime: installed.time,
                targetStatus: 'Failed',
                installed: true,
                failedEvent: 'ValidateService',
              },
            ],
            lookedBackTo: '2026-11-01T12:00:00Z',
            nextToken: 'more',
          }
        : { deployments: [] },
  }
  const show = (more: Answers = {}) => {
    const live = standInLive({ instances: { instances: rows } })
    standInServer({ ...answers, ...more })
    renderAt(<InstanceScreen />, { at: '/instances/web-2', path: '/instances/:name' })
    return live
  }

  it('says who it is, live', async () => {
    const live = show()
    expect(await screen.findByText('10.0.4.7:8080')).toBeDefined()
    expect(await screen.findByText('Silent')).toBeDefined()
    live.delta('instances', { instances: [{ ...host('web-2'), tags: [tag('rack', 'r7')] }] })
    expect(await screen.findByText('Connected')).toBeDefined()
    expect(screen.getByText('rack=r7')).toBeDefined()
  })

  it('says what is installed there and that its group runs something else', async () => {
    show()
    const table = await screen.findByRole('table', { name: 'Groups' })
    expect(within(table).getByText('shop 1.0')).toBeDefined()
    expect(within(table).getByText('shop 1.1')).toBeDefined()
    expect(within(table).getByText('◆ drifts from what the group runs')).toBeDefined()
  })

  it('lists the deployments that had it, and looks further back when asked', async () => {
    show()
    const table = await screen.findByRole('table', { name: 'Deployments' })
    expect(within(table).getByRole('link').getAttribute('href')).toBe('/deployments/d-1A2B3C4D5/fleet?target=web-2')
    expect(within(table).getByText('ValidateService failed, its files are there')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Look further back' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Look further back' })).toBeNull())
  })

  it('says in the same word as the deployment that it was left part-way there', async () => {
    show({
      listInstanceDeployments: () => ({
        deployments: [
          {
            ...installed,
            applicationName: 'shop',
            deploymentGroupName: 'production',
            status: 'Stopped',
            createTime: installed.time,
            targetStatus: 'Skipped',
            wasStarted: true,
            installed: true,
          },
        ],
      }),
    })
    const table = await screen.findByRole('table', { name: 'Deployments' })
    expect(within(table).getByText('Left part-way')).toBeDefined()
    expect(within(table).queryByText('Skipped')).toBeNull()
  })

  it('of a name that nobody has says so', async () => {
    show({ getOnPremisesInstance: () => refusal('InstanceNotRegisteredException', 'There is no host web-2.') })
    expect(await screen.findByText('There is no host web-2.')).toBeDefined()
  })
})
