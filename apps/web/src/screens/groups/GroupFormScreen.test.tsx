import { failedNewHostsMeans } from '@sluice/model'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient } from '../../query/client.ts'
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
  sessionStorage.clear()
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
    await within(fields).findByText(`✕ ${message} (InvalidLoadBalancerInfoException)`)
    expect(screen.getAllByText(message, { exact: false })).toHaveLength(1)
    expect(screen.queryByRole('alert')).toBeNull()
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

describe('a group that is edited', () => {
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
  const edit = () =>
    renderAt(<GroupFormScreen />, {
      at: '/applications/shop/groups/production/edit',
      path: '/applications/:application/groups/:group/edit',
    })
  const rollBack = () => screen.findByRole<HTMLInputElement>('checkbox', { name: /^Roll back by itself/ })

  it('is shown as it is kept: rolling back is not ticked because nobody said so', async () => {
    serve({ getDeploymentGroup: () => ({ deploymentGroupInfo: group as never }) })
    edit()
    expect((await rollBack()).checked).toBe(false)
  })

  it('keeps what somebody else saved while the form was open, and says so', async () => {
    let tags = group.onPremisesInstanceTagFilters
    const calls = serve({
      getDeploymentGroup: () => ({ deploymentGroupInfo: { ...group, onPremisesInstanceTagFilters: tags } as never }),
      updateDeploymentGroup: () => ({}),
    })
    edit()
    fireEvent.click(await rollBack())
    expect(screen.queryByText(/was changed since you opened/)).toBeNull()
    tags = [{ Key: 'env', Value: 'live', Type: 'KEY_AND_VALUE' }]
    await queryClient.invalidateQueries()
    await screen.findByText(/was changed since you opened/)
    fireEvent.click(screen.getByRole('button', { name: 'Save changes' }))
    await screen.findByText('elsewhere')
    expect(calls.find(({ name }) => name === 'updateDeploymentGroup')?.input).toEqual({
      applicationName: 'shop',
      currentDeploymentGroupName: 'production',
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    })
  })
})

describe('tags', () => {
  const type = (label: string, value: string, within_: HTMLElement) =>
    fireEvent.change(within(within_).getByLabelText(label), { target: { value } })
  const filter = (name: string) => screen.getByRole('group', { name })
  const sent = (calls: { name: string; input: unknown }[]) =>
    calls.find(({ name }) => name === 'createDeploymentGroup')?.input

  it('in several tag groups are sent as a set, and the words say what it means', async () => {
    const calls = serve()
    open()
    type('Key', 'env', filter('Tag filter 1'))
    type('Value, * = anything', 'prod*', filter('Tag filter 1'))
    fireEvent.click(screen.getByRole('button', { name: /add a tag group/ }))
    expect(screen.queryByText('And also any of these')).not.toBeNull()
    const second = filter('Tag group 2, tag filter 1')
    fireEvent.change(within(second).getByLabelText('Match'), { target: { value: 'KEY_ONLY' } })
    type('Key', 'web', filter('Tag group 2, tag filter 1'))
    save()
    await waitFor(() => expect(sent(calls)).toBeDefined())
    expect(sent(calls)).toMatchObject({
      ec2TagSet: {
        ec2TagSetList: [[{ Type: 'KEY_AND_VALUE', Key: 'env', Value: 'prod*' }], [{ Type: 'KEY_ONLY', Key: 'web' }]],
      },
    })
    expect(sent(calls)).not.toHaveProperty('ec2TagFilters')
  })

  it('have at most three groups, and one that is removed is gone', () => {
    serve()
    open()
    const add = () => screen.getByRole('button', { name: /add a tag group/ })
    fireEvent.click(add())
    fireEvent.click(add())
    expect(add().getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: 'Remove tag group 3' }))
    expect(add().getAttribute('aria-disabled')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Remove tag group 2' }))
    expect(screen.queryByRole('group', { name: 'Tag group 1' })).toBeNull()
  })

  it('that the server refuses are named by their place, once, until they are changed', async () => {
    const field = 'ec2TagFilters[0].Value'
    const message = `${field} is required when Type is KEY_AND_VALUE.`
    serve({ createDeploymentGroup: () => refusal('InvalidTagFilterException', message, [{ field, message }]) })
    open()
    save()
    await screen.findByText('✕ Tag filter 1: Value is required when Type is KEY_AND_VALUE.')
    expect(screen.queryByRole('alert')).toBeNull()
    type('Key', 'env', filter('Tag filter 1'))
    expect(screen.queryByText(/is required when/)).toBeNull()
  })

  it('that match are counted with the names of the hosts', async () => {
    forgetLive()
    const tags = [{ Key: 'env', Value: 'production' }]
    standInLive({ instances: { instances: [{ instanceName: 'web-1', tags, connected: true } as never] } })
    serve()
    open()
    type('Key', 'env', filter('Tag filter 1'))
    type('Value, * = anything', 'prod*', filter('Tag filter 1'))
    const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
    await waitFor(() => expect(said()).toContain('1 of 1 host matches now: web-1'))
  })
})

describe('the form', () => {
  const name = () => screen.getByLabelText<HTMLInputElement>('Group name')

  it('keeps what was typed when the page is loaded again, until it is given up', async () => {
    serve()
    open()
    fireEvent.change(name(), { target: { value: 'staging' } })
    cleanup()
    open()
    expect(name().value).toBe('staging')
    expect(screen.queryByText(/what you had typed/)).not.toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Start over' }))
    expect([name().value, screen.queryByText(/what you had typed/)]).toEqual(['', null])
  })

  it('forgets what was sent', async () => {
    const calls = serve()
    open()
    fireEvent.change(name(), { target: { value: 'staging' } })
    save()
    await waitFor(() => expect(calls.some((one) => one.name === 'createDeploymentGroup')).toBe(true))
    await screen.findByText('elsewhere')
    cleanup()
    open()
    expect(name().value).toBe('')
  })

  it('says a refusal of no field below, and a taken name at its field only', async () => {
    serve({ createDeploymentGroup: () => refusal('DeploymentGroupAlreadyExistsException', 'It is taken.') })
    open()
    save()
    await screen.findByText('✕ It is taken. (DeploymentGroupAlreadyExistsException)')
    expect(screen.queryByRole('alert')).toBeNull()
    fireEvent.change(name(), { target: { value: 'other' } })
    expect(screen.queryByText(/It is taken/)).toBeNull()
    cleanup()
    serve({ createDeploymentGroup: () => refusal('DeploymentGroupLimitExceededException', 'One too many.') })
    open()
    save()
    expect((await screen.findByRole('alert')).textContent).toContain('One too many.')
  })

  it('is an aws deploy command', () => {
    serve()
    open()
    fireEvent.change(name(), { target: { value: 'staging' } })
    const command = screen.getByLabelText('Command').textContent
    expect(command).toContain('aws deploy create-deployment-group')
    expect(command).toContain('--deployment-group-name staging')
  })
})

describe('hosts that come later', () => {
  it('are chosen with what each choice means, and sent as chosen', async () => {
    const calls = serve()
    open()
    fireEvent.change(screen.getByLabelText('Group name'), { target: { value: 'production' } })
    fireEvent.click(screen.getByRole('radio', { name: /^Get the last revision by themselves/ }))
    const means = /succeeded here at once, without anybody\. Hosts that match already .* stay as they are until/
    expect(screen.getByText(means)).not.toBeNull()
    fireEvent.click(screen.getByRole('checkbox', { name: 'Follow a success on hosts that came meanwhile' }))
    expect(screen.getByText(/while a deployment runs get no follow-on deployment\.$/)).not.toBeNull()
    save()
    await waitFor(() => expect(calls.some(({ name }) => name === 'createDeploymentGroup')).toBe(true))
    expect(calls.find(({ name }) => name === 'createDeploymentGroup')?.input).toMatchObject({
      newHosts: 'automatic',
      outdatedInstancesStrategy: 'IGNORE',
    })
  })

  it('may be discarded where their first deployment fails, once they get it by themselves: with what that means', async () => {
    const calls = serve({
      createDeploymentGroup: () =>
        refusal('InvalidInputException', 'Not here.', [{ field: 'failedNewHosts', message: 'Not here.' }]),
    })
    open()
    fireEvent.change(screen.getByLabelText('Group name'), { target: { value: 'production' } })
    const box = () => screen.queryByRole('checkbox', { name: /^Discard new hosts/ })
    expect(box()).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: /^Get the last revision by themselves/ }))
    expect(screen.getByText(failedNewHostsMeans.keep)).not.toBeNull()
    fireEvent.click(screen.getByRole('checkbox', { name: /^Discard new hosts/ }))
    expect(screen.getByText(failedNewHostsMeans.discard)).not.toBeNull()
    save()
    await waitFor(() => expect(box()?.getAttribute('aria-describedby')).toContain('-error'))
    expect(calls.find(({ name }) => name === 'createDeploymentGroup')?.input).toMatchObject({
      newHosts: 'automatic',
      failedNewHosts: 'discard',
    })
  })

  it('are no question in blue/green, whose hosts are those that serve', async () => {
    serve()
    open()
    await chooseBlueGreen()
    expect(screen.queryByRole('radio', { name: /^Get the last revision by themselves/ })).toBeNull()
  })
})
