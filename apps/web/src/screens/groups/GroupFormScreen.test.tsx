import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import GroupFormScreen from './GroupFormScreen.tsx'

const balancer = {
  name: 'front',
  listeners: { production: 8080 },
  targetGroups: [{ name: 'shop-blue', port: 9000 }],
}

const serve = (more: Answers = {}) =>
  standInServer({
    listDeploymentConfigs: () => ({ deploymentConfigsList: ['CodeDeployDefault.OneAtATime'] as never }),
    listLoadBalancers: () => ({ loadBalancers: [balancer] as never }),
    listScalingGroups: () => ({ scalingGroups: [{ name: 'web', desiredCapacity: 2, instances: [] }] as never }),
    createDeploymentGroup: () => ({ deploymentGroupId: 'g-1' }),
    ...more,
  })
const open = () =>
  renderAt(<GroupFormScreen />, {
    at: '/applications/shop/groups/new',
    path: '/applications/:application/groups/new',
  })
const chooseBlueGreen = async () => {
  fireEvent.click(screen.getByRole('radio', { name: /^Blue\/green/ }))
  fireEvent.click(await screen.findByRole('checkbox', { name: /^shop-blue/ }))
}
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Create deployment group' }))

beforeEach(() => void standInLive({ instances: { instances: [] } }))
afterEach(() => {
  cleanup()
  forgetServer()
  forgetLive()
})

describe('a blue/green group', () => {
  it('needs no tags, and is sent with what was chosen', async () => {
    const calls = serve()
    open()
    fireEvent.change(screen.getByLabelText('Group name'), { target: { value: 'production' } })
    await chooseBlueGreen()
    fireEvent.change(await screen.findByLabelText('Scaling group'), { target: { value: 'web' } })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Moving the users needs approval' }))
    save()
    await waitFor(() => expect(calls.some(({ name }) => name === 'createDeploymentGroup')).toBe(true))
    expect(calls.find(({ name }) => name === 'createDeploymentGroup')?.input).toMatchObject({
      ec2TagFilters: [],
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop-blue' }] },
      autoScalingGroups: ['web'],
      approvalPolicy: { approvers: 1, ownApprovalAllowed: false },
    })
  })

  it('shows a refusal at the field it is about', async () => {
    const field = 'loadBalancerInfo.targetGroupInfoList'
    const message = 'The target group shop-blue belongs to the deployment group shop/other: make another one.'
    serve({ createDeploymentGroup: () => refusal('InvalidLoadBalancerInfoException', message, [{ field, message }]) })
    open()
    await chooseBlueGreen()
    save()
    const fields = screen.getByRole('group', { name: 'Target groups' })
    await within(fields).findByText(`✕ ${message}`)
  })

  it('makes a scaling group on the spot and chooses it', async () => {
    const made: object[] = []
    serve({
      createScalingGroup: (input) => {
        made.push(input)
        return { name: 'api' as never }
      },
    })
    open()
    await chooseBlueGreen()
    fireEvent.click(await screen.findByRole('button', { name: 'Make a scaling group' }))
    fireEvent.change(screen.getByLabelText('Name of the scaling group'), { target: { value: 'api' } })
    fireEvent.click(screen.getByRole('button', { name: 'Create scaling group' }))
    await waitFor(() => expect((screen.getByLabelText('Scaling group') as HTMLSelectElement).value).toBe('api'))
    expect(made).toEqual([{ name: 'api', desiredCapacity: 2 }])
  })

  it('offers to end the originals only where hosts are made here', async () => {
    serve()
    open()
    await chooseBlueGreen()
    expect(screen.queryByRole('radio', { name: /^End them after a while/ })).not.toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: /^Hosts that are there already/ }))
    expect(screen.queryByRole('radio', { name: /^End them after a while/ })).toBeNull()
    expect(screen.queryByText(/Hosts that nobody made here are never ended/)).not.toBeNull()
  })
})

it('without any target group leads to the load balancers', async () => {
  serve({ listLoadBalancers: () => ({ loadBalancers: [] }) })
  open()
  expect((await screen.findByRole('link', { name: 'Create a load balancer' })).getAttribute('href')).toBe(
    '/load-balancers',
  )
})

it('shows a group that is edited as it is kept: rolling back is not ticked because nobody said so', async () => {
  const group = {
    deploymentGroupId: 'g-1',
    applicationName: 'shop',
    deploymentGroupName: 'production',
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
    ec2TagFilters: [],
    onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
    autoScalingGroups: [],
    matchingInstances: [],
  }
  serve({ getDeploymentGroup: () => ({ deploymentGroupInfo: group as never }) })
  renderAt(<GroupFormScreen />, {
    at: '/applications/shop/groups/production/edit',
    path: '/applications/:application/groups/:group/edit',
  })
  const box = await screen.findByRole('checkbox', { name: /^Roll back by itself/ })
  expect((box as HTMLInputElement).checked).toBe(false)
})
