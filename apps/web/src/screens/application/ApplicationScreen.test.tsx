import type { DeploymentSummary } from '@sluice/model'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import ApplicationScreen from './ApplicationScreen.tsx'

const group = (deploymentGroupName: string, more: object = {}) => ({
  deploymentGroupId: deploymentGroupName,
  deploymentGroupName,
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
  matchingInstances: ['web-1', 'web-2'],
  ...more,
})
const ended = (deploymentId: string, status: string) => ({
  deploymentId,
  status,
  createTime: '2026-11-23T07:00:00.000Z',
  endTime: '2026-11-23T07:01:00.000Z',
  revisionName: 'shop-1.1',
})
const row = (at: number) =>
  ({
    deploymentId: `d-AAAAAAA${String(at).padStart(2, '0')}`,
    deploymentGroupName: 'production',
    applicationName: 'shop',
    status: 'Succeeded',
    revisionName: 'shop-1.1',
    creator: 'user',
    startedBy: 'Dana',
    createTime: `2026-11-23T07:${String(at).padStart(2, '0')}:00.000Z`,
    deploymentOverview: { Pending: 0, InProgress: 0, Succeeded: 2, Failed: 0, Skipped: 0, Ready: 0 },
  }) as DeploymentSummary

const groups = [
  group('production', {
    targetRevisionName: 'shop-1.0',
    lastSuccessfulDeployment: ended('d-GOOD00001', 'Succeeded'),
    lastAttemptedDeployment: ended('d-BAD000001', 'Failed'),
  }),
  group('canary', { matchingInstances: ['web-2', 'web-3'] }),
]
const applicationActions = { rename: { allowed: true }, delete: { allowed: true } }
const serve = (more: Answers = {}) =>
  standInServer({
    listDeploymentGroups: () => ({ deploymentGroupsInfo: groups as never, applicationActions }),
    getApplication: () => ({ application: { groupCount: 2, revisionCount: 7 } as never }),
    ...more,
  })
const open = (may?: Record<string, unknown>) =>
  renderAt(<ApplicationScreen />, {
    at: '/applications/shop',
    path: '/applications/:application',
    ...(may && { may }),
  })

beforeEach(() => void standInLive({ deployments: { deployments: [] } }))
afterEach(() => {
  cleanup()
  forgetServer()
  forgetLive()
})

describe('the groups of an application', () => {
  it('say what runs where, how the last deployments ended, and which one is running', async () => {
    const running = group('live', { activeDeploymentId: 'd-RUN000001' })
    serve({ listDeploymentGroups: () => ({ deploymentGroupsInfo: [...groups, running] as never }) })
    open()
    const table = await screen.findByRole('table', { name: 'Deployment groups' })
    const rows = within(table).getAllByRole('row').slice(1)
    expect(rows).toHaveLength(3)
    expect(rows[0]?.textContent).toMatch(/production.*shop-1\.0/)
    expect(within(rows[0] as HTMLElement).getAllByRole('link', { name: 'd-GOOD00001' })).not.toHaveLength(0)
    expect(within(rows[0] as HTMLElement).getAllByRole('link', { name: 'd-BAD000001' })).not.toHaveLength(0)
    expect(rows[1]?.textContent).toContain('nothing yet')
    expect(rows[2]?.textContent).toContain('d-RUN000001 is running')
  })

  it('stand above the last twenty deployments', async () => {
    forgetLive()
    standInLive({ deployments: { deployments: Array.from({ length: 30 }, (_, at) => row(at)) } })
    serve()
    open()
    const table = await screen.findByRole('table', { name: 'Last deployments' })
    expect(within(table).getAllByRole('row')).toHaveLength(21)
  })
})

describe('renaming an application', () => {
  const rename = async (name: string) => {
    fireEvent.click(await screen.findByRole('button', { name: 'Rename…' }))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.change(dialog.getByLabelText('New name'), { target: { value: name } })
    fireEvent.click(dialog.getByRole('button', { name: 'Rename application' }))
    return dialog
  }
  const loaded = () => screen.findByRole('table', { name: 'Deployment groups' })

  it('leads to it under its new name', async () => {
    const calls = serve({ updateApplication: () => ({ applicationId: 'a-1' }) })
    const { router } = open()
    await loaded()
    await rename('store')
    await waitFor(() => expect(router.state.location.pathname).toBe('/applications/store'))
    expect(calls.find(({ name }) => name === 'updateApplication')?.input).toEqual({
      applicationName: 'shop',
      newApplicationName: 'store',
    })
  })

  it('says a taken name at its field, once, until another is typed', async () => {
    const message = 'There is already an application store: choose another name.'
    serve({
      updateApplication: () =>
        refusal('ApplicationAlreadyExistsException', message, [{ field: 'newApplicationName', message }]),
    })
    open()
    await loaded()
    const dialog = await rename('store')
    const said = `✕ ${message} (ApplicationAlreadyExistsException)`
    await dialog.findByText(said)
    expect(dialog.queryByRole('alert')).toBeNull()
    fireEvent.change(dialog.getByLabelText('New name'), { target: { value: 'stores' } })
    expect(dialog.queryByText(said)).toBeNull()
  })

  it('is led to by the old name', async () => {
    const gone = { code: 'ApplicationDoesNotExistException', message: 'It is called store now.', requestId: 'r-1' }
    const details = [{ field: 'applicationName', rule: 'renamed', message: gone.message, fix: 'store' }]
    serve({
      listDeploymentGroups: ({ applicationName }) =>
        applicationName === 'store'
          ? { deploymentGroupsInfo: [] }
          : Response.json({ error: { ...gone, details } }, { status: 404 }),
    })
    const { router } = open()
    await waitFor(() => expect(router.state.location.pathname).toBe('/applications/store'))
  })
})

describe('deleting an application', () => {
  it('says what goes and what stays in numbers, and asks for its name', async () => {
    const calls = serve({
      deleteApplication: () => ({ deletedDeploymentGroups: ['canary', 'production'], deletedRevisionCount: 7 }),
    })
    const { router } = open()
    await screen.findByRole('table', { name: 'Deployment groups' })
    fireEvent.click(screen.getByRole('button', { name: 'Delete…' }))
    const dialog = within(await screen.findByRole('dialog'))
    await dialog.findByText('With it go 2 deployment groups (production, canary) and 7 registered revisions, for good.')
    expect(dialog.queryByText(/^3 hosts stay as now/)).not.toBeNull()
    const press = () => fireEvent.click(dialog.getByRole('button', { name: 'Delete shop' }))
    press()
    expect(calls.some(({ name }) => name === 'deleteApplication')).toBe(false)
    fireEvent.change(dialog.getByLabelText('Type shop to delete it'), { target: { value: 'shop' } })
    press()
    await waitFor(() => expect(router.state.location.pathname).toBe('/applications'))
  })

  it('and renaming it wait for a deployment that runs in it, and say which', async () => {
    const waits = { allowed: false, reason: 'Deployment d-RUN000001 runs in production.' }
    serve({
      listDeploymentGroups: () => ({
        deploymentGroupsInfo: [group('production')] as never,
        applicationActions: { rename: waits, delete: waits },
      }),
    })
    open()
    await screen.findByRole('table', { name: 'Deployment groups' })
    for (const name of ['Delete…', 'Rename…']) {
      const button = screen.getByRole('button', { name })
      expect(button.getAttribute('aria-disabled')).toBe('true')
      expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
        'Deployment d-RUN000001 runs in production.',
      )
    }
  })

  it('is not for a viewer, who reads why', async () => {
    serve()
    open({ deleteApplication: { allowed: false, reason: 'Ask an admin.' } })
    const button = await screen.findByRole('button', { name: 'Delete…' })
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Ask an admin.')
  })
})
