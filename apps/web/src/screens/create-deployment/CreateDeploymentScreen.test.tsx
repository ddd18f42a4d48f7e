import type { Input } from '@sluice/api/contracts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { queryClient } from '../../query/client.ts'
import { forgetServer, refusal, silence } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import {
  blue,
  group,
  locationOf,
  open,
  pick,
  plan,
  planOf,
  ready,
  revision,
  serve,
  start,
} from './testing/a-wizard.tsx'

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('the plan', () => {
  it('of another group is never shown, and nothing starts before the one of this group is there', async () => {
    serve({
      planDeployment: ({ deploymentGroupName }) =>
        deploymentGroupName === 'green' ? silence() : planOf(`The plan of ${deploymentGroupName}.`),
    })
    open(`${blue}&step=where`)
    await ready('The plan of blue.')
    pick('Deployment group', 'green')
    await waitFor(() => expect(within(plan()).queryByText('The plan of blue.')).toBeNull())
    expect(start().getAttribute('aria-disabled')).toBe('true')
  })

  it('stays, marked as computing, while that of another configuration is computed', async () => {
    serve({
      planDeployment: ({ deploymentConfigName }) =>
        deploymentConfigName === 'CodeDeployDefault.AllAtOnce' ? silence() : planOf('One at a time.'),
    })
    open(`${blue}&step=how`)
    await ready('One at a time.')
    pick('Deployment configuration', 'CodeDeployDefault.AllAtOnce')
    await waitFor(() => expect(within(plan()).queryByText('computing…')).not.toBeNull())
    expect(within(plan()).queryByText('One at a time.')).not.toBeNull()
    expect(start().getAttribute('aria-disabled')).toBe('true')
  })

  it('that is refused says why, and nothing starts', async () => {
    serve({ planDeployment: () => refusal('RevisionDoesNotExistException', 'There is no revision 1.0 any more.') })
    open(blue)
    const where = /Put right what is marked in step 2 \(What\) first\./
    await within(await screen.findByRole('region', { name: 'Plan' })).findByText(where)
    fireEvent.click(screen.getByRole('button', { name: /^2 What/ }))
    expect(await screen.findByText(/There is no revision 1\.0 any more\./)).toBeDefined()
    expect(start().getAttribute('aria-disabled')).toBe('true')
  })

  it('leaves what a silent host means to its sentence', async () => {
    const hosts = [
      { instanceName: 'web-1', connected: true },
      { instanceName: 'web-2', connected: false, silentSince: '2026-11-22T12:00:00Z' },
    ]
    serve({ planDeployment: () => planOf('1 host is silent: it fails unless it reports in time.', hosts) })
    open(blue)
    await ready('1 host is silent: it fails unless it reports in time.')
    expect(plan().textContent).toContain('1 of 2 hosts is connected. web-2 was last heard')
    expect(plan().textContent).not.toContain('count as failures')
  })
})

const discovers = group('blue', {
  deploymentStyle: { deploymentType: 'BLUE_GREEN' },
  blueGreenDeploymentConfiguration: { greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' } },
})
const greenOnes = { tagFilters: [{ Type: 'KEY_AND_VALUE', Key: 'fleet', Value: 'green' }], autoScalingGroups: [] }

describe('a blue/green deployment', () => {
  const fleets = { original: ['web-1'], replacement: ['web-3'], steps: ['Installed.', 'It waits.', 'Users are moved.'] }
  const serveBlueGreen = () =>
    serve({
      listDeploymentGroups: () => ({ deploymentGroupsInfo: [discovers] as never }),
      planDeployment: () => ({ ...planOf('The plan of blue.'), blueGreen: fleets }),
    })

  it('to hosts that are there already starts with the hosts that were chosen, and not before', async () => {
    standInLive({ instances: { instances: [] } })
    const calls = serveBlueGreen()
    const inputs = (name: string) => calls.filter((call) => call.name === name).map((call) => call.input)
    open(blue)
    const field = await screen.findByLabelText('Replacement hosts')
    expect(screen.getAllByText('Choose the replacement hosts first.')).not.toEqual([])
    expect(inputs('planDeployment')).toEqual([])
    fireEvent.change(field, { target: { value: 'fleet=green' } })
    await ready('The plan of blue.')
    expect(inputs('planDeployment').at(-1)).toMatchObject({ targetInstances: greenOnes })
    fireEvent.click(start())
    await waitFor(() => expect(inputs('createDeployment')).toMatchObject([{ targetInstances: greenOnes }]))
    forgetLive()
  })

  it('shows both fleets and the steps before it starts', async () => {
    standInLive({ instances: { instances: [] } })
    serveBlueGreen()
    open(`${blue}&replacement=fleet%3Dgreen`)
    await ready('The plan of blue.')
    const steps = within(within(plan()).getByRole('list', { name: 'Steps' })).getAllByRole('listitem')
    expect(steps.map((step) => step.textContent)).toEqual(fleets.steps)
    expect(within(plan()).getByRole('heading', { name: /^Original/ }).textContent).toContain('1 host')
    expect(within(plan()).getByRole('heading', { name: /^Replacement/ }).textContent).toContain('1 host')
    forgetLive()
  })
})

describe('a deployment that is started', () => {
  const sent = async (search: string, choose: () => void, more: Answers = {}) => {
    const calls = serve(more)
    open(search)
    await ready('The plan of blue.')
    choose()
    await ready('The plan of blue.')
    fireEvent.click(start())
    await waitFor(() => expect(calls.some((call) => call.name === 'createDeployment')).toBe(true))
    return calls.find((call) => call.name === 'createDeployment')?.input as Input<'createDeployment'>
  }

  it('leaves the rollback setting of its group alone', async () => {
    expect(await sent(blue, () => undefined)).not.toHaveProperty('autoRollbackConfiguration')
  })

  it('says another rollback setting when a person chose one, and keeps the rollback when stopped', async () => {
    const input = await sent(`${blue}&step=how`, () => fireEvent.click(screen.getByLabelText(/^Leave it for me/)))
    expect(input.autoRollbackConfiguration).toEqual({ enabled: true, events: ['DEPLOYMENT_STOP_ON_REQUEST'] })
  })

  it('turns every rollback off when a person chose that', async () => {
    const input = await sent(`${blue}&step=how`, () =>
      fireEvent.click(screen.getByLabelText(/^Never roll back by itself/)),
    )
    expect(input.autoRollbackConfiguration).toEqual({ enabled: false, events: [] })
  })

  it('as the way back is filled with what ran before, and is no redeploy', async () => {
    const eTag = (key: string, tag: string) => ({
      ...locationOf(key),
      s3Location: { ...locationOf(key).s3Location, eTag: tag },
    })
    const source = {
      deploymentId: 'd-9Z8Y7X6W5',
      startedBy: 'Bob',
      createTime: '2026-11-22T12:00:00Z',
      applicationName: 'shop',
      deploymentGroupName: 'blue',
      revision: locationOf('1.1'),
      previousRevision: eTag('1.0', 'old'),
    }
    const of = (id: string, tag: string) => ({ ...revision('1.0'), revisionId: id, location: eTag('1.0', tag) })
    const input = await sent('?from=d-9Z8Y7X6W5&previous=true', () => undefined, {
      getDeployment: () => ({ deploymentInfo: source as never }),
      listApplicationRevisions: () => ({ revisionsInfo: [of('r-2', 'new'), of('r-1', 'old')] as never }),
    })
    expect(input).toMatchObject({ revision: eTag('1.0', 'old') })
    expect(input).not.toHaveProperty('redeployOf')
    expect(screen.queryByRole('heading', { name: '2 What' })).toBeNull()
  })

  describe('as the way back of a deployment that did not change all', () => {
    const source = {
      deploymentId: 'd-9Z8Y7X6W5',
      startedBy: 'Bob',
      createTime: '2026-11-22T12:00:00Z',
      applicationName: 'shop',
      deploymentGroupName: 'blue',
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
      revision: locationOf('1.1'),
      previousRevision: locationOf('1.0'),
      fileExistsBehavior: 'DISALLOW',
      autoRollbackConfiguration: { enabled: false, events: [] },
    }
    const answers = {
      getDeployment: () => ({ deploymentInfo: source as never }),
      planRollBack: () => ({
        fileExistsBehavior: 'RETAIN' as const,
        whole: { text: 'all 4 hosts' },
        onlyChangedHosts: {
          allowed: true,
          to: { text: 'the 2 hosts', targetIds: ['web-1', 'web-2'] },
          others: 'The other 2 hosts of blue stay as they are.',
        },
      }),
    }
    const changed = '?from=d-9Z8Y7X6W5&previous=true&hosts=changed'

    it('goes to those hosts alone, with what the button would send, and is a rollback by name', async () => {
      const saysRollback = () =>
        expect(screen.getByText(/^A rollback, filled in as Roll back would start it, of/)).toBeTruthy()
      expect(await sent(changed, saysRollback, answers)).toEqual({
        applicationName: 'shop',
        deploymentGroupName: 'blue',
        deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
        revision: locationOf('1.0'),
        fileExistsBehavior: 'RETAIN',
        autoRollbackConfiguration: group('blue').autoRollbackConfiguration,
        onlyTargets: ['web-1', 'web-2'],
        rollbackOf: 'd-9Z8Y7X6W5',
      })
    })

    it('offers those hosts beside all of the group, and is no rollback with another revision', async () => {
      const saysWhich = () => {
        expect(screen.getByLabelText(/^Only what d-9Z8Y7X6W5 changed: 2 hosts/)).toBeTruthy()
        expect(screen.getByText('The other 2 hosts of blue stay as they are.')).toBeTruthy()
        expect(screen.getByText(/so this is no rollback of/)).toBeTruthy()
      }
      const input = await sent(`${changed}&step=where&revision=1.1`, saysWhich, answers)
      expect(input).not.toHaveProperty('rollbackOf')
    })
  })

  it('as a catch-up takes what the group runs and its own settings, and redeploys nothing', async () => {
    const runs = { targetRevision: locationOf('1.0'), targetRevisionName: '1.0' }
    const catchUp = '?application=shop&group=blue&catchUp=true&hosts=outdated&files=RETAIN'
    const says = () => expect(screen.getByText(/^Filled in as a catch-up of blue: .* \(1\.0\), and the/)).toBeTruthy()
    const input = await sent(catchUp, says, {
      listDeploymentGroups: () => ({ deploymentGroupsInfo: [group('blue', runs)] as never }),
    })
    expect(input).toEqual({
      applicationName: 'shop',
      deploymentGroupName: 'blue',
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      revision: locationOf('1.0'),
      fileExistsBehavior: 'RETAIN',
      updateOutdatedInstancesOnly: true,
    })
  })

  describe('again', () => {
    const original = {
      deploymentId: 'd-9Z8Y7X6W5',
      startedBy: 'Bob',
      createTime: '2026-11-22T12:00:00Z',
      applicationName: 'shop',
      deploymentGroupName: 'blue',
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
      revision: locationOf('1.1'),
      fileExistsBehavior: 'OVERWRITE',
      ignoreApplicationStopFailures: true,
      autoRollbackConfiguration: { enabled: false, events: [] },
    }
    const again = (choose = () => undefined as void, more: object = {}, search = '?from=d-9Z8Y7X6W5') =>
      sent(search, choose, { getDeployment: () => ({ deploymentInfo: { ...original, ...more } as never }) })

    it('again is prefilled with how it was started', async () => {
      expect(await again()).toEqual({
        applicationName: 'shop',
        deploymentGroupName: 'blue',
        deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
        revision: locationOf('1.1'),
        fileExistsBehavior: 'OVERWRITE',
        ignoreApplicationStopFailures: true,
        autoRollbackConfiguration: { enabled: false, events: [] },
        redeployOf: 'd-9Z8Y7X6W5',
      })
    })

    it('is left as it is on failure where that is all that was switched off: nobody chose that it is never rolled back', async () => {
      const groups = (own?: object) => ({
        listDeploymentGroups: () => ({
          deploymentGroupsInfo: [group('blue', { autoRollbackConfiguration: own })] as never,
        }),
        getDeployment: () => ({ deploymentInfo: original as never }),
      })
      const onFailure = { enabled: true, events: ['DEPLOYMENT_FAILURE'] }
      const says = (words: RegExp) => () => expect(screen.getByText(words)).toBeTruthy()
      for (const own of [undefined, { enabled: false, events: [] }, onFailure]) {
        await sent('?from=d-9Z8Y7X6W5', says(/· left as it is on failure/), groups(own))
        cleanup()
        forgetServer()
      }
      const onStop = groups({ enabled: true, events: ['DEPLOYMENT_STOP_ON_REQUEST'] })
      await sent('?from=d-9Z8Y7X6W5', says(/· never rolled back by itself/), onStop)
    })

    it('says what it means that old stop scripts may fail, where a link chose that', async () => {
      const means = () =>
        expect(
          screen.getByText(/^Old stop scripts that fail are gone past, this once\. If ApplicationStop fails/),
        ).toBeTruthy()
      const link = '?from=d-9Z8Y7X6W5&ignoreStopFailures=true'
      expect((await again(means, { ignoreApplicationStopFailures: false }, link)).ignoreApplicationStopFailures).toBe(
        true,
      )
    })

    it('rolls back by itself on what the original did, also where its group does on something else', async () => {
      const own = { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] }
      expect((await again(undefined, { autoRollbackConfiguration: own })).autoRollbackConfiguration).toEqual(own)
    })

    it('says what a person chose instead of what the original had', async () => {
      const leave = () => fireEvent.click(screen.getByLabelText(/^Leave it for me/))
      const input = await again(leave, {}, '?from=d-9Z8Y7X6W5&step=how')
      expect(input.autoRollbackConfiguration).toEqual({ enabled: true, events: ['DEPLOYMENT_STOP_ON_REQUEST'] })
    })

    it('with another revision keeps the settings and is no redeploy any more', async () => {
      const input = await again(() => pick('Revision', '1.0'), {}, '?from=d-9Z8Y7X6W5&step=what')
      expect(input).toMatchObject({ revision: locationOf('1.0'), fileExistsBehavior: 'OVERWRITE' })
      expect(input).not.toHaveProperty('redeployOf')
    })

    it('in another group is no redeploy, and has that group’s settings', async () => {
      const calls = serve({ getDeployment: () => ({ deploymentInfo: original as never }) })
      open('?from=d-9Z8Y7X6W5&group=green&revision=1.1')
      await ready('The plan of green.')
      expect(screen.queryByText(/Filled in as/)).toBeNull()
      fireEvent.click(start())
      await waitFor(() => expect(calls.some((call) => call.name === 'createDeployment')).toBe(true))
      expect(calls.find((call) => call.name === 'createDeployment')?.input).toEqual({
        applicationName: 'shop',
        deploymentGroupName: 'green',
        deploymentConfigName: 'CodeDeployDefault.OneAtATime',
        revision: locationOf('1.1'),
        fileExistsBehavior: 'DISALLOW',
      })
    })
  })
})

describe('the form', () => {
  it('stays when asking for its lists again fails', async () => {
    let isGone = false
    serve({ listApplications: () => (isGone ? refusal('Fault', 'Gone.') : { applications: ['shop'] as never }) })
    open(`${blue}&step=how`)
    await ready('The plan of blue.')
    isGone = true
    await queryClient.refetchQueries({ queryKey: ['listApplications'] })
    await waitFor(() =>
      expect(
        queryClient
          .getQueryCache()
          .getAll()
          .some(({ state }) => state.error?.message === 'Gone.'),
      ).toBe(true),
    )
    expect(screen.getByLabelText('Deployment configuration')).toBeTruthy()
    expect(screen.queryByText('The form could not be prepared', { exact: false })).toBeNull()
  })

  it('that cannot be prepared is tried again, or begun empty', async () => {
    let isThere = false
    serve({
      getDeployment: () =>
        isThere
          ? { deploymentInfo: { applicationName: 'shop', createTime: '2026-11-22T12:00:00Z' } as never }
          : refusal('DeploymentDoesNotExistException', 'There is no d-1.'),
    })
    open('?from=d-1')
    expect((await screen.findByRole('alert')).textContent).toContain('There is no d-1.')
    expect(screen.getByRole('link', { name: 'Begin with an empty form' }).getAttribute('href')).toBe('/deployments/new')
    isThere = true
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
    await screen.findByRole('heading', { level: 2, name: '1 Where' })
  })
})
