import type { LeftPartWay } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { queryClient } from '../../../query/client.ts'
import { partOf } from '../../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import type { Answers } from '../../../query/testing/stand-in-server.tsx'
import { PartWay } from './PartWay.tsx'

const deployment = (part: object = {}) =>
  partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    status: 'Stopped',
    deploymentOverview: { Succeeded: 1, Failed: 0, InProgress: 0, Skipped: 2, Pending: 0, Ready: 0 },
    actions: { redeploy: { allowed: true } },
    ...part,
  })

const host = (targetId: string, part: Partial<LeftPartWay> = {}): LeftPartWay => ({
  targetId,
  status: 'Skipped',
  lastEvent: { name: 'Install', status: 'Succeeded' },
  onDisk: { state: 'new', revisionName: 'shop-1.1', text: 'shop-1.1 is installed. Not finished: ApplicationStart.' },
  next: 'Deploy shop-1.1 again: every event runs from the start.',
  ...part,
})

function open(answers: Answers, part: object = {}) {
  const calls = standInServer(answers)
  const { router } = renderAt(<PartWay deployment={deployment(part)} />)
  return { calls, address: () => router.state.location.pathname + router.state.location.search }
}

afterEach(() => {
  cleanup()
  forgetServer()
})

describe('hosts that were left part-way', () => {
  it('stay listed when asking again fails', async () => {
    let isGone = false
    open({
      listTargetsLeftPartWay: () => (isGone ? refusal('Fault', 'Gone.') : { total: 1, targets: [host('web-1')] }),
    })
    await screen.findByRole('heading', { name: 'Left part-way (1)' })
    isGone = true
    await queryClient.invalidateQueries()
    await waitFor(() => expect(queryClient.getQueryCache().getAll()[0]?.state.error?.message).toBe('Gone.'))
    expect(screen.getByRole('heading', { name: 'Left part-way (1)' })).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('are listed with their last event, what lies there and the next step, and lead to the host and to a new deployment', async () => {
    const { address } = open({
      listTargetsLeftPartWay: () => ({
        total: 1,
        targetIds: ['web-1'],
        targets: [
          host('web-1', {
            status: 'Failed',
            lastEvent: { name: 'ApplicationStart', status: 'Failed', scriptName: 'start.sh', exitCode: 1 },
          }),
        ],
      }),
    })
    await screen.findByRole('heading', { name: 'Left part-way (1)' })
    const [row] = within(screen.getByRole('list', { name: 'Hosts left part-way' })).getAllByRole('listitem')
    expect(row?.textContent).toBe(
      'web-1Failedlast event ApplicationStart: failed in start.sh, exit 1shop-1.1 is installed. Not finished: ApplicationStart.Deploy shop-1.1 again: every event runs from the start. ',
    )
    expect(screen.getByRole('link', { name: 'web-1' }).getAttribute('href')).toBe('/?target=web-1')
    fireEvent.click(screen.getByRole('button', { name: 'Redeploy to this one…' }))
    await waitFor(() => expect(address()).toBe('/deployments/new?from=d-1A2B3C4D5&hosts=left'))
  })

  it('are redeployed to only as far as none has put them right since', async () => {
    open({
      listTargetsLeftPartWay: () => ({ total: 2, targetIds: ['web-2'], targets: [host('web-1'), host('web-2')] }),
    })
    await screen.findByRole('button', { name: 'Redeploy to 1 of these…' })
  })

  it('of a failure lead to a deployment of the same to the whole group as well', async () => {
    const { address } = open({ listTargetsLeftPartWay: () => ({ total: 1, targets: [host('web-1')] }) })
    fireEvent.click(await screen.findByRole('button', { name: 'Deploy again' }))
    await waitFor(() => expect(address()).toBe('/deployments/new?from=d-1A2B3C4D5'))
  })

  it('need nothing once a later deployment went over all of them', async () => {
    const since = { deploymentId: 'd-2A2B3C4D5', state: 'putRight' } as const
    open({ listTargetsLeftPartWay: () => ({ total: 1, targets: [host('web-1', { since, next: 'Nothing.' })] }) })
    await screen.findByText('a later deployment went over all of them')
    expect(screen.getByRole('link', { name: 'd-2A2B3C4D5' }).getAttribute('href')).toBe('/deployments/d-2A2B3C4D5')
    expect(screen.queryByRole('button', { name: 'Deploy again' })).toBeNull()
  })

  it('come page by page when they are many', async () => {
    open({
      listTargetsLeftPartWay: ({ nextToken }) =>
        nextToken === undefined
          ? { total: 2, targets: [host('web-1')], nextToken: 'next' }
          : { total: 2, targets: [host('web-2')] },
    })
    fireEvent.click(await screen.findByRole('button', { name: 'Show more of 2 hosts' }))
    await screen.findByRole('link', { name: 'web-2' })
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull()
  })

  it('are not asked for while the deployment runs, nor when it left none', () => {
    const running = open({}, { status: 'InProgress' })
    expect(running.calls).toEqual([])
    const whole = open({}, { status: 'Succeeded', deploymentOverview: { Failed: 0, Skipped: 0 } })
    expect(whole.calls).toEqual([])
  })

  it('that cannot be listed are said, with a way to try again', async () => {
    open({ listTargetsLeftPartWay: () => refusal('Fault', 'The server is away.') })
    await screen.findByText(/hosts that were left part-way could not be listed/)
  })
})
