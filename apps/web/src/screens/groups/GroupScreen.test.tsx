import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../../query/testing/stand-in-live.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../query/testing/stand-in-server.tsx'
import GroupScreen from './GroupScreen.tsx'

const time = '2026-11-23T07:00:00.000Z'
const info = {
  deploymentGroupId: 'g-1',
  applicationName: 'shop',
  deploymentGroupName: 'production',
  deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
  ec2TagFilters: [],
  onPremisesInstanceTagFilters: [],
  ec2TagSet: {
    ec2TagSetList: [
      [
        { Key: 'env', Value: 'prod', Type: 'KEY_AND_VALUE' },
        { Key: 'env', Value: 'live', Type: 'KEY_AND_VALUE' },
      ],
      [{ Key: 'web', Type: 'KEY_ONLY' }],
    ],
  },
  autoScalingGroups: [],
  matchingInstances: ['web-1', 'web-2', 'web-3'],
  actions: { delete: { allowed: true } },
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  targetRevisionName: 'shop-1.1',
  lastSuccessfulDeployment: {
    deploymentId: 'd-GOOD00001',
    status: 'Succeeded',
    createTime: time,
    revisionName: 'shop-1.1',
  },
  lastAttemptedDeployment: {
    deploymentId: 'd-BAD000001',
    status: 'Failed',
    createTime: time,
    revisionName: 'shop-1.2',
  },
  createTime: time,
  createdBy: 'Dana',
}
const runs = (revisionName: string, deploymentId: string) => ({
  revisionName,
  revisionSha256: revisionName,
  deploymentId,
  time,
})
const drift = {
  total: 3,
  drifting: 2,
  sentence: '2 of 3 hosts are not on shop-1.1.',
  current: { revisionName: 'shop-1.1', deploymentId: 'd-GOOD00001', fileExistsBehavior: 'RETAIN' },
  reasons: [
    { reason: 'failedLastTime', count: 1, words: '1 failed last time' },
    { reason: 'appearedLater', count: 1, words: '1 began to match later' },
  ],
  newHosts: { policy: 'offer', sentence: 'A host that begins to match is offered.', offered: 1 },
  catchUp: { allowed: true, sentence: 'Deploys shop-1.1 to these 2 hosts alone, after its plan was shown.' },
  hosts: [
    { instanceName: 'web-2', reason: 'failedLastTime', sentence: 'The last attempt failed.', connected: true },
    { instanceName: 'web-3', reason: 'appearedLater', sentence: 'Began to match later.', connected: false },
  ],
}
const current1 = { isTried: true, instanceHealth: 'Healthy', revisionHealth: 'Current' } as const
const hosts = [
  {
    instanceName: 'web-1',
    ...current1,
    connected: true,
    runs: runs('shop-1.1', 'd-GOOD00001'),
    isChanging: false,
    isDrifting: false,
  },
  {
    instanceName: 'web-2',
    isTried: true,
    instanceHealth: 'Unhealthy',
    revisionHealth: 'Unknown',
    connected: true,
    runs: runs('shop-1.1', 'd-GOOD00001'),
    partWay: { deploymentId: 'd-BAD000001', revisionName: 'shop-1.2', status: 'Failed' },
    isChanging: false,
    isDrifting: true,
  },
  {
    instanceName: 'web-3',
    isTried: false,
    instanceHealth: 'Unhealthy',
    revisionHealth: 'Unknown',
    connected: false,
    silentSince: time,
    isChanging: false,
    isDrifting: true,
  },
]
const spread = [
  { revisionName: 'shop-1.1', deploymentId: 'd-GOOD00001', isCurrent: true, count: 1 },
  { revisionName: 'shop-1.1', deploymentId: 'd-GOOD00001', partOf: 'shop-1.2', isCurrent: false, count: 1 },
  { isCurrent: false, count: 1 },
]
const current = { revisionName: 'shop-1.1', deploymentId: 'd-GOOD00001', status: 'Succeeded' as const }
const health = {
  healthy: 1,
  failed: 1,
  never: 1,
  current: 1,
  old: 0,
  unknown: 2,
  sentence: '1 host is healthy. The last attempt failed on 1.',
}
const whole = { total: 3, spread, current, health }

const serve = (more: Answers = {}) =>
  standInServer({
    getDeploymentGroup: () => ({ deploymentGroupInfo: info as never }),
    listGroupInstances: () => ({ ...whole, instances: hosts as never }),
    previewDeploymentConfig: () => ({
      preview: { sentence: '2 at a time; a second failure stops it.' } as never,
    }),
    listDeployments: () => ({ deploymentsInfo: [] }),
    getGroupDrift: () => drift as never,
    ...more,
  })
const open = (may?: Record<string, unknown>) =>
  renderAt(<GroupScreen />, {
    at: '/applications/shop/groups/production',
    path: '/applications/:application/groups/:group',
    ...(may && { may }),
  })
const region = (name: string) => screen.findByRole('region', { name })

beforeEach(() => void standInLive({ deployments: { deployments: [] } }))
afterEach(() => {
  cleanup()
  forgetServer()
  forgetLive()
})

describe('the page of a group', () => {
  it('says what runs, and how the last attempt and the last success ended', async () => {
    serve()
    open()
    const now = within(await region('Now'))
    expect(now.getByText('shop-1.1')).not.toBeNull()
    expect(now.getByRole('link', { name: 'd-GOOD00001' })).not.toBeNull()
    expect(now.getByText('Failed')).not.toBeNull()
    expect(now.getByRole('link', { name: 'd-BAD000001' })).not.toBeNull()
  })

  it('says of each host what runs there, and of all how they spread', async () => {
    serve()
    open()
    const card = within(await region('Hosts'))
    const list = within(await card.findByRole('list', { name: 'Revisions by hosts' }))
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'shop-1.11 of 3 hosts · what the group runs',
      'shop-1.11 of 3 hosts · with a part of shop-1.2, which did not succeed there',
      'nothing known1 of 3 hosts',
    ])
    const rows = within(card.getByRole('table', { name: 'Hosts of the group' }))
      .getAllByRole('row')
      .slice(1)
    expect(rows[1]?.textContent).toContain('shop-1.2 ended part way here (Failed) in d-BAD000001')
    expect(rows[2]?.textContent).toMatch(/silent.*drifts/)
  })

  it('of hosts that a running deployment is at work on, or through with, it says that and not that they drift', async () => {
    const running = { deploymentId: 'd-RUN000001', revisionName: 'shop-1.2' }
    serve({
      listGroupInstances: () => ({
        ...whole,
        spread: [
          { revisionName: 'shop-1.2', deploymentId: 'd-RUN000001', isArriving: true, isCurrent: false, count: 1 },
          {
            revisionName: 'shop-1.1',
            deploymentId: 'd-GOOD00001',
            deploying: 'shop-1.2',
            isCurrent: false,
            count: 2,
          },
        ],
        instances: [
          { ...hosts[0], runs: runs('shop-1.2', 'd-RUN000001'), isChanging: true, isDrifting: false },
          { ...hosts[0], instanceName: 'web-2', deploying: running, isChanging: true, isDrifting: false },
        ] as never,
      }),
    })
    open()
    const card = within(await region('Hosts'))
    const list = within(await card.findByRole('list', { name: 'Revisions by hosts' }))
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'shop-1.21 of 3 hosts · brought by the deployment that runs',
      'shop-1.12 of 3 hosts · shop-1.2 is being deployed there',
    ])
    const rows = card.getAllByRole('row').map((row) => row.textContent)
    expect(rows[1]).not.toMatch(/drifts|part way|current/)
    expect(rows[1]).toContain('Changingknown at the end')
    expect(rows[2]).toContain('shop-1.2 is being deployed here by d-RUN000001')
    expect(rows[2]).not.toMatch(/drifts|part way/)
  })

  it('names each host that drifts and why, what is offered, and what catching up does', async () => {
    serve()
    open()
    const card = within(await region('Drift'))
    await card.findByText(/2 of 3 hosts are not on shop-1\.1\./)
    expect(card.getByText(/1 failed last time, 1 began to match later\./)).not.toBeNull()
    expect(card.getByText('1 new host is offered for catching up.')).not.toBeNull()
    expect(card.getByText(/^Deploys shop-1\.1 to these 2 hosts alone/)).not.toBeNull()
    const rows = within(card.getByRole('table', { name: 'Hosts that drift' })).getAllByRole('row')
    expect(rows.at(-1)?.textContent).toBe('web-3◆ not connected nowBegan to match later.')
  })

  it('where all hosts run the last revision the drift says so, and there is nothing to press', async () => {
    const none = { ...drift, drifting: 0, sentence: 'All 3 hosts run shop-1.1.', hosts: [], reasons: [] }
    serve({ getGroupDrift: () => none as never })
    open()
    const card = within(await region('Drift'))
    expect(await card.findByText('All 3 hosts run shop-1.1.')).not.toBeNull()
    expect(card.queryByRole('button')).toBeNull()
  })

  it('that are behind are deployed to alone, where the group deploys in place', async () => {
    serve()
    const { router } = open()
    fireEvent.click(await screen.findByRole('button', { name: 'Catch up…' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/deployments/new'))
    // Not what was chosen for the last success, which may have been a rollback: the group's own settings.
    expect(Object.fromEntries(new URLSearchParams(router.state.location.search))).toEqual({
      application: 'shop',
      group: 'production',
      catchUp: 'true',
      hosts: 'outdated',
      files: 'RETAIN',
      description: 'Catches up: hosts that are not on shop-1.1',
    })
  })

  it('shows how each host stands, by its last attempt and by what is installed, and how many stand so', async () => {
    serve()
    open()
    const card = within(await region('Hosts'))
    expect(await card.findByText('1 host is healthy. The last attempt failed on 1.')).not.toBeNull()
    const words = (list: HTMLElement) => list.textContent
    expect(words(card.getByRole('list', { name: 'Instance health of the hosts' }))).toContain(
      'Healthy 1Unhealthy: failed last time 1Unhealthy: no attempt known 1',
    )
    expect(words(card.getByRole('list', { name: 'Revision health of the hosts' }))).toContain('Current 1Unknown 2')
    const rows = card.getAllByRole('row').map((row) => row.textContent)
    expect(rows[1]).toContain('Healthyrevision current')
    expect(rows[2]).toContain('Unhealthyrevision unknown')
    expect(rows[3]).toContain('Unhealthyno attempt known')
  })

  it('says in words which hosts belong to it, and what its settings mean', async () => {
    serve()
    open()
    expect(await screen.findByText('Hosts with env=prod or env=live, and any web')).not.toBeNull()
    const settings = within(await region('Settings'))
    expect(await settings.findByText('2 at a time; a second failure stops it.')).not.toBeNull()
    expect(settings.getByText(/rolls back by itself when a deployment fails/)).not.toBeNull()
  })

  it('by zones, says what its configuration does with the hosts in the zones that they have', async () => {
    serve({
      previewDeploymentConfig: () => ({
        zonalConfig: { zoneTag: 'rack' },
        preview: { sentence: 'Of zones of about the same size.' } as never,
      }),
      planDeployment: () => ({
        plan: { sentence: 'It would fail at once. Zone r2 has 1 host.', failsAtOnce: {} } as never,
      }),
    })
    open()
    const settings = within(await region('Settings'))
    expect((await settings.findByText(/Zone r2 has 1 host/)).textContent).toContain('✕')
    expect(settings.queryByText(/about the same size/)).toBeNull()
  })

  it('lets nobody who may not deploy bring hosts up to date, and says why', async () => {
    serve()
    open({ createDeployment: { allowed: false, reason: 'Ask a deployer.' } })
    const button = await screen.findByRole('button', { name: 'Catch up…' })
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Ask a deployer.')
  })
})
