import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, refusal } from '../../query/testing/stand-in-server.tsx'
import type { DeploymentSummary } from '@sluice/model'
import { blue, group, locationOf, open, pick, plan, planOf, ready, serve, start } from './testing/a-wizard.tsx'

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  forgetServer()
})

type Calls = ReturnType<typeof serve>
const sent = (calls: Calls, operation: string) => calls.filter(({ name }) => name === operation).at(-1)?.input

const stopped = partOf<DeploymentSummary>({
  deploymentId: 'd-1A2B3C4D5',
  applicationName: 'shop',
  deploymentGroupName: 'blue',
  status: 'Stopped',
  revision: locationOf('1.0'),
  startedBy: 'Dana',
  createTime: '2026-11-23T09:00:00.000Z',
})

const withLeft = (targetIds: string[]) => ({
  getDeployment: () => ({ deploymentInfo: stopped }),
  listTargetsLeftPartWay: () => ({ total: targetIds.length, targets: [], targetIds }),
})

describe('the hosts of a deployment', () => {
  it('are all of the group until a person chooses others: then these are planned and sent', async () => {
    const calls = serve()
    open(`${blue}&step=where`)
    await ready('The plan of blue.')
    expect(sent(calls, 'planDeployment')).not.toHaveProperty('onlyTargets')
    fireEvent.click(screen.getByRole('radio', { name: 'Only hosts that I name' }))
    await waitFor(() => expect(start().getAttribute('aria-disabled')).toBe('true'))
    expect(screen.getAllByText('Name the hosts first.')).not.toEqual([])
    fireEvent.change(screen.getByLabelText('Names of the hosts'), { target: { value: 'web-1\nweb-2  web-1' } })
    await ready('The plan of blue.')
    expect(sent(calls, 'planDeployment')).toMatchObject({ onlyTargets: ['web-1', 'web-2'] })
    fireEvent.click(start())
    await waitFor(() => expect(sent(calls, 'createDeployment')).toMatchObject({ onlyTargets: ['web-1', 'web-2'] }))
  })

  it('are planned once their names have rested, not at every letter', async () => {
    const calls = serve()
    open(`${blue}&step=where&hosts=chosen&only=web-1`)
    await ready('The plan of blue.')
    const names = screen.getByLabelText('Names of the hosts')
    for (const value of ['web-1 w', 'web-1 we', 'web-1 web-', 'web-1 web-2']) {
      fireEvent.change(names, { target: { value } })
      expect(start().getAttribute('aria-disabled'), 'what stands there is not what was planned').toBe('true')
    }
    await waitFor(() => expect(start().getAttribute('aria-disabled')).toBeNull())
    const planned = calls.filter(({ name }) => name === 'planDeployment').map(({ input }) => input)
    expect(planned).toMatchObject([{ onlyTargets: ['web-1'] }, { onlyTargets: ['web-1', 'web-2'] }])
  })

  it('whose names do not fit into the address are not taken, and nothing is planned in their stead', async () => {
    const calls = serve()
    open(`${blue}&step=where&hosts=chosen&only=web-1`)
    await ready('The plan of blue.')
    const field = () => screen.getByLabelText<HTMLTextAreaElement>('Names of the hosts')
    const many = Array.from({ length: 400 }, (_, at) => `i-0123456789abcde${at}`).join('\n')
    fireEvent.change(field(), { target: { value: many } })
    await screen.findByText(/^✕ These names take [\d,]+ characters of the address of this page, .*Name fewer, or give/)
    expect(field().value).toBe(many)
    expect(screen.getAllByText('Name the hosts first.')).not.toEqual([])
    expect(start().getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(field(), { target: { value: 'web-2' } })
    await ready('The plan of blue.')
    expect(screen.queryByText(/These names take/)).toBeNull()
    expect(sent(calls, 'planDeployment')).toMatchObject({ onlyTargets: ['web-2'] })
  })

  it('can be those that are outdated, with what that means said by the server', async () => {
    const calls = serve({
      planDeployment: ({ updateOutdatedInstancesOnly }) => ({
        ...planOf(updateOutdatedInstancesOnly === true ? 'For 1 host.' : 'The plan of blue.'),
        ...(updateOutdatedInstancesOnly === true && {
          narrowed: { leftOut: 3, sentence: '1 host of 4 is not on 1.0.' },
        }),
      }),
    })
    open(`${blue}&step=where`)
    await ready('The plan of blue.')
    fireEvent.click(screen.getByRole('radio', { name: 'Only outdated hosts' }))
    await ready('For 1 host.')
    expect(screen.getByText('1 host of 4 is not on 1.0.')).toBeTruthy()
    fireEvent.click(start())
    await waitFor(() => expect(sent(calls, 'createDeployment')).toMatchObject({ updateOutdatedInstancesOnly: true }))
  })

  it('that would be none keep it from being started, and why is said', async () => {
    const none = { code: 'NO_INSTANCES', message: 'No host of the deployment group is outdated.' }
    serve({
      planDeployment: () => ({
        ...planOf(''),
        plan: { ...planOf('').plan, failsAtOnce: none } as never,
      }),
    })
    open(`${blue}&hosts=outdated`)
    await waitFor(() =>
      expect(within(plan()).queryByText(/No host of the deployment group is outdated/)).not.toBeNull(),
    )
    expect(start().getAttribute('aria-disabled')).toBe('true')
  })

  it('are separated by commas, blanks or lines, and until one is named the plan says what to do', async () => {
    const calls = serve()
    open(`${blue}&hosts=chosen&step=where`)
    await waitFor(() => expect(within(plan()).queryByText('Name the hosts first.')).not.toBeNull())
    expect(screen.getByRole('button', { name: /^4 Review.*Name the hosts first\.$/ })).toBeTruthy()
    pick('Names of the hosts', 'web-1, web-2\nweb-3,web-4 ,')
    await ready('The plan of blue.')
    expect(sent(calls, 'planDeployment')).toMatchObject({ onlyTargets: ['web-1', 'web-2', 'web-3', 'web-4'] })
  })

  it('that are refused are said beside their field, and the step is marked', async () => {
    const message = 'onlyTargets names db-1, which is not a host of blue.'
    serve({
      planDeployment: () => refusal('InvalidTargetInstancesException', message, [{ field: 'onlyTargets', message }]),
    })
    open(`${blue}&hosts=chosen&only=db-1&step=where`)
    await screen.findByText(/^✕ Names db-1, which is not a host of blue\. \(InvalidTargetInstancesException\)$/)
    expect(screen.getAllByText(/not a host of blue/)).toHaveLength(1)
    expect(within(plan()).getByText(/^✕ Put right what is marked in step 1 \(Where\) first\./)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull()
    expect(screen.getByLabelText('Names of the hosts').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('button', { name: /^1 Where, something is wrong/ })).toBeTruthy()
  })

  it('are not asked for in blue/green, which replaces the whole fleet', async () => {
    const style = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' }
    const copies = { greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' } }
    const calls = serve({
      listDeploymentGroups: () => ({
        deploymentGroupsInfo: [
          group('blue', { deploymentStyle: style, blueGreenDeploymentConfiguration: copies }),
        ] as never,
      }),
    })
    open(`${blue}&hosts=outdated&step=where`)
    await ready('The plan of blue.')
    expect(screen.queryByRole('radio', { name: /outdated/ })).toBeNull()
    expect(sent(calls, 'planDeployment')).not.toHaveProperty('updateOutdatedInstancesOnly')
  })
})

describe('a redeploy to what was left part-way', () => {
  it('is planned for exactly those hosts before it starts', async () => {
    const calls = serve(withLeft(['web-3', 'web-4']))
    open('?from=d-1A2B3C4D5&hosts=left')
    await ready('The plan of blue.')
    expect(sent(calls, 'planDeployment')).toMatchObject({ onlyTargets: ['web-3', 'web-4'] })
    expect(screen.getByRole('button', { name: /^1 Where.*shop \/ blue, 2 hosts of it$/ })).toBeTruthy()
    fireEvent.click(start())
    await waitFor(() =>
      expect(sent(calls, 'createDeployment')).toMatchObject({
        onlyTargets: ['web-3', 'web-4'],
        redeployOf: 'd-1A2B3C4D5',
      }),
    )
  })

  it('says how many of them the group has no more', async () => {
    serve({
      ...withLeft(['web-3']),
      listTargetsLeftPartWay: () => ({ total: 3, targets: [], targetIds: ['web-3'], notInGroup: 2 }),
    })
    open('?from=d-1A2B3C4D5&hosts=left&step=where')
    await ready('The plan of blue.')
    expect(screen.getByText('without 2 that blue has no more')).toBeTruthy()
  })

  it('that is refused all the same says so at the choice, where there are no names', async () => {
    const message = 'onlyTargets names web-3, which is not a host of blue.'
    serve({
      ...withLeft(['web-3']),
      planDeployment: () => refusal('InvalidTargetInstancesException', message, [{ field: 'onlyTargets', message }]),
    })
    open('?from=d-1A2B3C4D5&hosts=left&step=where')
    const said = await screen.findByText(/^✕ Names web-3, which is not a host of blue\./)
    expect(screen.getByRole('group', { name: 'Which of its hosts' }).contains(said)).toBe(true)
  })

  it('is nothing to start when no host was', async () => {
    serve(withLeft([]))
    open('?from=d-1A2B3C4D5&hosts=left')
    await waitFor(() =>
      expect(screen.getAllByText('No host was left part-way: choose which hosts it goes to.')).not.toEqual([]),
    )
    expect(start().getAttribute('aria-disabled')).toBe('true')
  })
})

it('the review says which hosts were left part-way, and one press makes the deployment for these only', async () => {
  const calls = serve({
    planDeployment: () => ({
      ...planOf('The plan of blue.'),
      leftPartWay: [
        { deploymentId: 'd-1A2B3C4D5', targetIds: ['web-3', 'web-4'], sentence: '2 hosts were left part-way by it.' },
      ],
    }),
  })
  open(`${blue}&step=review`)
  await ready('The plan of blue.')
  expect(screen.getByText(/2 hosts were left part-way by it\./)).toBeTruthy()
  expect(screen.getByText('web-3, web-4')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Deploy to these only' }))
  await waitFor(() => expect(sent(calls, 'planDeployment')).toMatchObject({ onlyTargets: ['web-3', 'web-4'] }))
})
