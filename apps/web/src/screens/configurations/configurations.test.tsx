import type { DeploymentConfigOverview } from '@sluice/api/contracts'
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { aPreview } from '../../components/testing/a-preview.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import ConfigurationScreen from './ConfigurationScreen.tsx'
import ConfigurationsScreen from './ConfigurationsScreen.tsx'

/** Machines are slow when much runs at once; what does not come at all still fails. */
configure({ asyncUtilTimeout: 10_000 })

afterEach(() => {
  cleanup()
  forgetServer()
})

function config(deploymentConfigName: string, over: Partial<DeploymentConfigOverview> = {}): DeploymentConfigOverview {
  return {
    deploymentConfigId: deploymentConfigName,
    deploymentConfigName,
    computePlatform: 'Server',
    minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 },
    isPredefined: false,
    criteria: 'At least 75 % of the hosts stay healthy.',
    groups: 0,
    example: aPreview(10, 2),
    ...over,
  }
}

const oneAtATime = config('CodeDeployDefault.OneAtATime', { isPredefined: true, groups: 3, example: aPreview(10, 1) })
const preview = {
  previewDeploymentConfig: ({ fleetSize }: { fleetSize: number }) => ({
    preview: aPreview(fleetSize, 2),
    neverStartsUpTo: 0,
    usual: [],
  }),
}

describe('the list', () => {
  it('has a picture of each, what it keeps to, and where it is used', async () => {
    standInServer({ listDeploymentConfigs: () => ({ deploymentConfigsInfo: [oneAtATime, config('ThreeQuarters')] }) })
    renderAt(<ConfigurationsScreen />)
    const [, first, second] = within(await screen.findByRole('table', { name: 'Configurations' })).getAllByRole('row')
    expect(first?.textContent).toContain('predefined')
    expect(within(first!).getByRole('img').getAttribute('aria-label')).toBe('10 waves of 1')
    expect(within(first!).getAllByRole('cell').at(-1)?.textContent).toBe('3')
    expect(second?.textContent).toContain('At least 75 % of the hosts stay healthy.')
    expect(second?.textContent).not.toContain('predefined')
    expect(screen.queryByText('No configuration of your own yet')).toBeNull()
  })

  it('offers to make one where there are only the predefined ones', async () => {
    standInServer({ listDeploymentConfigs: () => ({ deploymentConfigsInfo: [oneAtATime] }) })
    renderAt(<ConfigurationsScreen />)
    expect(await screen.findByText('No configuration of your own yet')).toBeDefined()
  })

  it('says to whom may not create one why', async () => {
    standInServer({ listDeploymentConfigs: () => ({ deploymentConfigsInfo: [oneAtATime] }) })
    const reason = 'Your role is viewer.'
    renderAt(<ConfigurationsScreen />, { may: { createDeploymentConfig: { allowed: false, reason } } })
    const [button] = await screen.findAllByRole('button', { name: 'Create configuration' })
    expect(button?.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText(reason).length).toBeGreaterThan(0)
  })
})

describe('creating one', () => {
  const open = (answers: Answers) => {
    const calls = standInServer({
      ...preview,
      listDeploymentConfigs: () => ({ deploymentConfigsInfo: [oneAtATime] }),
      ...answers,
    })
    const view = renderAt(<ConfigurationsScreen />, { at: '/configurations?create=1', path: '/configurations' })
    return { calls, ...view }
  }

  it('computes what it does while its numbers are typed', async () => {
    const { calls } = open({})
    fireEvent.change(screen.getByLabelText('Percent that stay healthy'), { target: { value: '60' } })
    fireEvent.click(screen.getByLabelText(/A number of hosts/))
    fireEvent.change(screen.getByLabelText('Hosts that stay healthy'), { target: { value: '6' } })
    await waitFor(() =>
      expect(calls.at(-1)).toEqual({
        name: 'previewDeploymentConfig',
        input: { minimumHealthyHosts: { type: 'HOST_COUNT', value: 6 }, fleetSize: 10 },
      }),
    )
    expect(screen.getByLabelText('Command').textContent).toContain('--minimum-healthy-hosts')
  })

  it('goes zone by zone when that is chosen; a field that is empty is not sent', async () => {
    const zones = [
      { name: 'a', hosts: 5, minimum: 3, parallel: 2, waves: 3, bakeSeconds: 600 },
      { name: 'b', hosts: 5, minimum: 3, parallel: 2, waves: 3 },
    ]
    const { calls } = open({
      createDeploymentConfig: () => ({ deploymentConfigId: 'c-1' }),
      previewDeploymentConfig: ({ fleetSize, zonalConfig }) => ({
        preview: { ...aPreview(fleetSize, 2), ...(zonalConfig && { zones }) },
        ...(zonalConfig && { zonalConfig: { zoneTag: 'rack', ...zonalConfig } }),
        neverStartsUpTo: 0,
        usual: [],
      }),
    })
    expect(screen.queryByLabelText('Tag that names the zone')).toBeNull()
    fireEvent.click(screen.getByLabelText('One zone after the other'))
    fireEvent.change(screen.getByLabelText('Tag that names the zone'), { target: { value: 'rack' } })
    expect(await screen.findByRole('list', { name: 'Zones' })).toBeDefined()
    fireEvent.change(screen.getByLabelText('Zones to try it with'), { target: { value: '2' } })
    const zonalConfig = {
      zoneTag: 'rack',
      monitorDurationInSeconds: 600,
      minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT', value: 50 },
    }
    await waitFor(() => expect(calls.at(-1)?.input).toMatchObject({ zonalConfig, zones: 2 }))
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'zone-by-zone' } })
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create configuration' }))
    await waitFor(() =>
      expect(calls.find((call) => call.name === 'createDeploymentConfig')?.input).toEqual({
        deploymentConfigName: 'zone-by-zone',
        minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 },
        zonalConfig,
      }),
    )
  })

  it('says at its field what is refused while one types, and once: not beside the form too', async () => {
    const field = 'zonalConfig.monitorDurationInSeconds'
    const { calls } = open({
      previewDeploymentConfig: (input) =>
        input.zonalConfig?.monitorDurationInSeconds === 172_801
          ? refusal('InvalidZonalDeploymentConfigurationException', 'No', [
              { field, message: `${field} must be at most 172800 seconds, which is 48 hours.` },
            ])
          : preview.previewDeploymentConfig(input),
    })
    fireEvent.click(screen.getByLabelText('One zone after the other'))
    const bake = screen.getByLabelText('Seconds to bake between two zones')
    fireEvent.change(bake, { target: { value: '172801' } })
    await waitFor(() => expect(bake.getAttribute('aria-invalid')).toBe('true'))
    expect(screen.getAllByText(/at most 172800 seconds/)).toHaveLength(1)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText('What it does is shown here once its fields are right.')).toBeDefined()
    fireEvent.change(bake, { target: { value: '172800' } })
    await waitFor(() => expect(bake.getAttribute('aria-invalid')).toBeNull())
    expect(calls.map(({ name }) => name)).not.toContain('createDeploymentConfig')
  })

  it('says at the field of the zones what is refused, until it is changed', async () => {
    open({
      createDeploymentConfig: () =>
        refusal('InvalidZonalDeploymentConfigurationException', 'No', [
          {
            field: 'zonalConfig.monitorDurationInSeconds',
            message: 'zonalConfig.monitorDurationInSeconds must be at most 172800 seconds, which is 48 hours.',
          },
        ]),
    })
    fireEvent.click(screen.getByLabelText('One zone after the other'))
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create configuration' }))
    expect(await screen.findByText(/Must be at most 172800 seconds/)).toBeDefined()
    fireEvent.change(screen.getByLabelText('Seconds to bake between two zones'), { target: { value: '60' } })
    expect(screen.queryByText(/Must be at most 172800 seconds/)).toBeNull()
  })

  it('with fields in error leads to the first one, and says beside the button how many there are', async () => {
    const details = ['deploymentConfigName', 'zonalConfig.zoneTag'].map((field) => ({
      field,
      message: `${field} must not be empty.`,
    }))
    open({ createDeploymentConfig: () => refusal('InvalidInputException', 'No', details) })
    fireEvent.click(screen.getByLabelText('One zone after the other'))
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create configuration' }))
    expect(await screen.findByRole('button', { name: '2 fields need attention' })).toBeDefined()
    expect(document.activeElement).toBe(screen.getByLabelText('Name'))
  })

  it('creates it and goes to it', async () => {
    const { calls, router } = open({ createDeploymentConfig: () => ({ deploymentConfigId: 'c-1' }) })
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'ThreeQuarters' } })
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create configuration' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/configurations/ThreeQuarters'))
    expect(calls.find((call) => call.name === 'createDeploymentConfig')?.input).toEqual({
      deploymentConfigName: 'ThreeQuarters',
      minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 },
    })
  })

  it('says at its field what is refused', async () => {
    open({
      createDeploymentConfig: () =>
        refusal('InvalidDeploymentConfigNameException', 'No', [
          { field: 'deploymentConfigName', message: 'deploymentConfigName must not start with CodeDeployDefault.' },
        ]),
    })
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create configuration' }))
    expect(await screen.findByText(/Must not start with CodeDeployDefault/)).toBeDefined()
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'ThreeQuarters' } })
    expect(screen.queryByText(/Must not start with CodeDeployDefault/)).toBeNull()
  })

  it('sends a name whole, however long, without the spaces around it', async () => {
    const { calls } = open({ createDeploymentConfig: () => refusal('InvalidDeploymentConfigNameException', 'No') })
    const field = screen.getByLabelText('Name')
    expect(field.hasAttribute('maxlength')).toBe(false)
    fireEvent.change(field, { target: { value: ` ${'x'.repeat(101)} ` } })
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Create configuration' }))
    await waitFor(() =>
      expect(calls.find((call) => call.name === 'createDeploymentConfig')?.input).toMatchObject({
        deploymentConfigName: 'x'.repeat(101),
      }),
    )
  })
})

describe('one configuration', () => {
  const show = (over: Record<string, unknown>, more: Answers = {}) => {
    const info = { ...config('ThreeQuarters'), usedBy: [], actions: { delete: { allowed: true } }, ...over }
    const calls = standInServer({
      ...preview,
      getDeploymentConfig: () => ({ deploymentConfigInfo: info }),
      ...more,
    })
    return {
      calls,
      ...renderAt(<ConfigurationScreen />, { at: '/configurations/ThreeQuarters', path: '/configurations/:name' }),
    }
  }

  it('has the calculator and names the groups that deploy with it', async () => {
    show({ groups: 1, usedBy: [{ applicationName: 'shop', deploymentGroupName: 'blue' }] })
    expect((await screen.findByRole('link', { name: 'shop / blue' })).getAttribute('href')).toBe(
      '/applications/shop/groups/blue',
    )
    expect(await screen.findByText('10 hosts, 2 at a time.')).toBeDefined()
  })

  it('says why it may not be deleted', async () => {
    show({ actions: { delete: { allowed: false, reason: 'The deployment group shop/blue deploys with it.' } } })
    const button = await screen.findByRole('button', { name: 'Delete…' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText('The deployment group shop/blue deploys with it.')).toBeDefined()
  })

  it('is deleted when its name was typed', async () => {
    const { calls, router } = show({}, { deleteDeploymentConfig: () => ({}) })
    fireEvent.click(await screen.findByRole('button', { name: 'Delete…' }))
    fireEvent.click(screen.getByRole('button', { name: 'Delete ThreeQuarters' }))
    expect(calls.some((call) => call.name === 'deleteDeploymentConfig')).toBe(false)
    fireEvent.change(screen.getByLabelText('Type ThreeQuarters to delete it'), { target: { value: 'ThreeQuarters' } })
    fireEvent.click(screen.getByRole('button', { name: 'Delete ThreeQuarters' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/configurations'))
    expect(calls.some((call) => call.name === 'deleteDeploymentConfig')).toBe(true)
  })

  it('that is not there says so', async () => {
    show({}, { getDeploymentConfig: () => refusal('DeploymentConfigDoesNotExistException', 'There is no such one.') })
    expect(await screen.findByText('There is no such one.')).toBeDefined()
  })
})
