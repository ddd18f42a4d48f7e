import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../components/commands.ts'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import InstancesScreen from './InstancesScreen.tsx'
import { host, rows, tag } from './testing/some-hosts.ts'

/** Machines are slow when much runs at once; what does not come at all still fails. */
configure({ asyncUtilTimeout: 10_000 })

afterEach(() => {
  cleanup()
  forgetLive()
  forgetServer()
})

const group = (deploymentGroupName: string, over: Record<string, unknown>) => ({
  applicationName: 'shop',
  deploymentGroupName,
  deploymentType: 'IN_PLACE' as const,
  joins: [],
  leaves: [],
  stays: [],
  ...over,
})

function open(at = '/instances', answers: Answers = {}) {
  const live = standInLive({ instances: { instances: rows } })
  const calls = standInServer({ previewInstanceTags: () => ({ groups: [], isCut: false }), ...answers })
  return { live, calls, ...renderAt(<InstancesScreen />, { at, path: '/instances' }) }
}
const named = async () => {
  const table = await screen.findByRole('table', { name: 'Instances' })
  return within(table)
    .getAllByRole('link')
    .map((link) => link.textContent)
}

const untried = { isTried: false, instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' } as const

describe('the list of hosts', () => {
  it('shows those that are registered, and counts those of each state', async () => {
    open()
    expect(await named()).toEqual(['web-1', 'web-2'])
    const states = within(screen.getByRole('navigation', { name: 'States' })).getAllByRole('link')
    expect(states.map((link) => link.textContent)).toEqual([
      'Registered 2',
      'Connected 1',
      'Silent 1',
      'Deregistered 1',
    ])
  })

  it('gives the palette what its button does', async () => {
    open()
    await named()
    const enrol = commands.get().find(({ name }) => name === 'Enrol a host')
    expect(enrol?.whyNot).toBeUndefined()
    act(() => enrol?.run())
    expect(await screen.findByRole('dialog', { name: 'Enrol a host' })).toBeDefined()
  })

  it('keeps state and words in the address', async () => {
    const { router } = open()
    await named()
    fireEvent.click(screen.getByRole('link', { name: 'Silent 1' }))
    expect(await named()).toEqual(['web-2'])
    fireEvent.change(screen.getByLabelText('Find by name or tag'), { target: { value: 'env:test' } })
    expect(await screen.findByText('No silent host matches “env:test”.')).toBeDefined()
    expect(router.state.location.search, 'not at every key').toBe('?state=silent')
    await waitFor(() => expect(router.state.location.search).toBe('?state=silent&find=env%3Atest'))
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }))
    expect(await named()).toEqual(['web-1', 'web-2'])
  })

  it('opens as its address says', async () => {
    open('/instances?state=deregistered')
    expect(await named()).toEqual(['web-7'])
  })
})

describe('changing tags', () => {
  const change = async (answers: Answers) => {
    const { calls } = open('/instances', answers)
    fireEvent.click(await screen.findByRole('button', { name: /^Tags….*web-1/ }))
    return calls
  }

  it('says first which groups the host joins and leaves, and what is deployed by that', async () => {
    await change({
      previewInstanceTags: ({ tagsToAdd }) => ({
        groups: tagsToAdd?.length
          ? [
              group('production', { joins: ['web-1'], joining: 'It gets shop-1.0 at once.' }),
              group('test', { leaves: ['web-1'] }),
            ]
          : [],
        isCut: false,
      }),
    })
    fireEvent.change(screen.getByLabelText('Value 1'), { target: { value: 'production' } })
    const said = await screen.findByText('Joins')
    expect(said.parentElement?.textContent).toContain('shop / production')
    expect(screen.getByText('Leaves').parentElement?.textContent).toContain('shop / test')
    expect(screen.getByText('◆ It gets shop-1.0 at once.')).toBeDefined()
  })

  it('leads to a deployment once the host has joined a group', async () => {
    await change({
      previewInstanceTags: ({ tagsToAdd }) => ({
        groups: tagsToAdd?.length ? [group('production', { joins: ['web-1'] })] : [],
        isCut: false,
      }),
      addTagsToOnPremisesInstances: () => ({}),
      listInstanceGroups: () => ({
        groups: [
          {
            applicationName: 'shop',
            deploymentGroupName: 'production',
            deploymentType: 'IN_PLACE',
            ...untried,
            isChanging: false,
            isDrifting: true,
          },
        ],
      }),
    })
    fireEvent.change(screen.getByLabelText('Value 1'), { target: { value: 'production' } })
    await screen.findByText('Joins')
    fireEvent.click(screen.getByRole('button', { name: 'Save tags' }))
    expect((await screen.findByRole('link', { name: 'Deploy to production' })).getAttribute('href')).toBe(
      '/deployments/new?application=shop&group=production',
    )
    expect(screen.getByText(/Nothing is deployed by that/)).toBeDefined()
  })

  it('adds and removes in one change, so that half of it is never done', async () => {
    const done = () => ({})
    const calls = await change({ addTagsToOnPremisesInstances: done, removeTagsFromOnPremisesInstances: done })
    fireEvent.click(screen.getByRole('button', { name: /^Remove.*tag env/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Add a tag' }))
    fireEvent.change(screen.getByLabelText('Key 1'), { target: { value: 'role' } })
    fireEvent.change(screen.getByLabelText('Value 1'), { target: { value: 'web' } })
    expect(screen.getAllByLabelText('Command').map((command) => command.textContent?.split(' ')[2])).toEqual([
      'remove-tags-from-on-premises-instances',
      'add-tags-to-on-premises-instances',
    ])
    fireEvent.click(screen.getByRole('button', { name: 'Save tags' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const instanceNames = ['web-1']
    expect(calls.filter(({ name }) => name.endsWith('Instances'))).toEqual([
      {
        name: 'addTagsToOnPremisesInstances',
        input: { tags: [tag('role', 'web')], instanceNames, tagsToRemove: [tag('env', 'test')] },
      },
    ])
  })

  it('only removes where nothing is added', async () => {
    const calls = await change({ removeTagsFromOnPremisesInstances: () => ({}) })
    fireEvent.click(screen.getByRole('button', { name: /^Remove.*tag env/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Save tags' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(calls.filter(({ name }) => name.endsWith('Instances'))).toEqual([
      { name: 'removeTagsFromOnPremisesInstances', input: { tags: [tag('env', 'test')], instanceNames: ['web-1'] } },
    ])
  })

  it('stays open and says what was refused', async () => {
    const message = 'web-1 would have 11 tags.'
    await change({ addTagsToOnPremisesInstances: () => refusal('TagLimitExceededException', message) })
    fireEvent.change(screen.getByLabelText('Value 1'), { target: { value: 'other' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save tags' }))
    expect(await screen.findByText(message)).toBeDefined()
  })
})

it('says before a host is taken out which groups it leaves', async () => {
  const { calls } = open('/instances', {
    previewInstanceTags: () => ({ groups: [group('test', { stays: ['web-1'] })], isCut: false }),
    deregisterOnPremisesInstance: () => ({}),
  })
  fireEvent.click(await screen.findByRole('button', { name: /^Deregister….*web-1/ }))
  expect(await screen.findByText('It leaves shop / test.')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Deregister web-1' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(calls.find((call) => call.name === 'deregisterOnPremisesInstance')?.input).toEqual({ instanceName: 'web-1' })
})

describe('enrolling', () => {
  const made = { token: 't', command: 'node sluice-agent.mjs enrol', expireTime: '2026-11-22T13:00:00Z', tags: [] }
  const arrives: Answers = {
    createEnrolmentToken: () => made,
    listInstanceGroups: () => ({
      groups: [
        {
          applicationName: 'shop',
          deploymentGroupName: 'blue',
          deploymentType: 'IN_PLACE',
          ...untried,
          isChanging: false,
          isDrifting: true,
        },
      ],
    }),
  }

  it('shows the host as soon as it is here, and the groups that it is in', async () => {
    const { live } = open('/instances', arrives)
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    expect(await screen.findByText('Waiting for the host…')).toBeDefined()
    live.delta('instances', { instances: [host('web-9')] })
    expect(await screen.findByText('✓ web-9 is here.')).toBeDefined()
    expect(await screen.findByRole('link', { name: 'shop / blue' })).toBeDefined()
    expect(screen.getByRole('link', { name: 'Deploy to blue' }).getAttribute('href')).toBe(
      '/deployments/new?application=shop&group=blue',
    )
  })

  it('says registered, and not here, until the agent has made contact', async () => {
    const { live } = open('/instances', arrives)
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    await screen.findByText('Waiting for the host…')
    live.delta('instances', { instances: [host('web-9', { connected: false })] })
    expect(await screen.findByText(/^web-9 is registered, waiting for its first contact…/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Done' })).toBeNull()
    live.delta('instances', { instances: [host('web-9')] })
    expect(await screen.findByText('✓ web-9 is here.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Done' })).toBeDefined()
  })

  it('says what the host needs, and has a service to copy', async () => {
    open('/instances', arrives)
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    expect((await screen.findByText(/^Paste it as root/)).textContent).toContain('--home DIR')
    expect(screen.getByRole('button', { name: 'Copy commands for systemd', hidden: true })).toBeDefined()
  })

  it('sends a name as it was pasted, without the spaces around it, and says what is refused at the field', async () => {
    const message = 'instanceName must be at most 100 characters long.'
    const { calls } = open('/instances', {
      createEnrolmentToken: () =>
        refusal('InvalidInstanceNameException', message, [{ field: 'instanceName', message }]),
    })
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    const field = screen.getByLabelText('Name')
    expect(field.hasAttribute('maxlength')).toBe(false)
    fireEvent.change(field, { target: { value: ` ${'x'.repeat(101)} ` } })
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    expect(await screen.findByText(/^✕ Must be at most 100 characters long\./)).toBeDefined()
    expect(calls.at(-1)?.input).toEqual({ instanceName: 'x'.repeat(101), tags: [] })
    fireEvent.change(field, { target: { value: 'web-9' } })
    expect(screen.queryByText(/^✕ Must be at most 100/)).toBeNull()
  })

  it('says also what is refused of a part of a tag', async () => {
    const message = 'tags[0].Key may be at most 128 characters long.'
    open('/instances', {
      createEnrolmentToken: () => refusal('InvalidTagException', message, [{ field: 'tags[0].Key', message }]),
    })
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    expect(await screen.findByText(message)).toBeDefined()
  })

  it('waits for the host that the command is for, not for another that comes', async () => {
    const { live } = open('/instances', arrives)
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'web-8' } })
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    await screen.findByText('Waiting for the host…')
    live.delta('instances', { instances: [host('web-9')] })
    live.delta('instances', { instances: [host('web-8')] })
    expect(await screen.findByText('✓ web-8 is here.')).toBeDefined()
  })

  it('again offers the name and the tags that it had', async () => {
    const { calls } = open('/instances?state=deregistered', arrives)
    fireEvent.click(await screen.findByRole('button', { name: /^Register again….*web-7/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Make the command' }))
    await screen.findByText('Waiting for the host…')
    expect(calls.find((call) => call.name === 'createEnrolmentToken')?.input).toEqual({
      instanceName: 'web-7',
      tags: [tag('env', 'production')],
    })
  })

  it('of a name that was here before offers the tags that it had', async () => {
    open('/instances', arrives)
    await named()
    fireEvent.click(screen.getByRole('button', { name: 'Enrol a host' }))
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'web-7' } })
    fireEvent.click(screen.getByRole('button', { name: 'Use the tags that it had' }))
    expect(screen.getByLabelText('Value 1').getAttribute('value')).toBe('production')
  })
})
