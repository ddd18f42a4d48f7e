import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { queryClient } from '../../../query/client.ts'
import { op } from '../../../query/op.ts'
import { partOf } from '../../../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../../../query/testing/stand-in-server.tsx'
import { EndAdvice } from './EndAdvice.tsx'
import { FailureGroups } from './FailureGroups.tsx'
import { aFailedDeployment, aGroup, someFailures } from './testing/a-failure.ts'
import { quietMs } from './use-failures.ts'

/** Their code comes when something has failed: here it is there already, so that no test waits for it. */
beforeAll(() => Promise.all([import('./Groups.tsx'), import('./Advised.tsx')]))
afterEach(() => {
  cleanup()
  forgetServer()
  vi.useRealTimers()
})

const region = () => screen.findByRole('region', { name: 'Failure groups' })
const open = (deployment = aFailedDeployment(), at = '/') => renderAt(<FailureGroups deployment={deployment} />, { at })
const card = async () => screen.findByRole('article', { name: /restart\.sh exits 1/ })

/** A deployment that runs, and in which one more host fails at each press. */
function Failing() {
  const [failed, setFailed] = useState(1)
  const deployment = aFailedDeployment({
    status: 'InProgress',
    errorInformation: undefined,
    deploymentOverview: { Pending: 9, InProgress: 1, Succeeded: 0, Failed: failed, Skipped: 0, Ready: 0 },
  })
  return (
    <>
      <button onClick={() => setFailed(failed + 1)}>Another host fails</button>
      <FailureGroups deployment={deployment} />
    </>
  )
}

describe('failure groups', () => {
  it('say what failed, on how many hosts, what separates them, and what to do', async () => {
    standInServer({ getDeploymentFailures: () => someFailures() })
    open()
    const text = (await card()).textContent
    expect(text).toContain('restart.sh exits 1: “port 8080 already in use”')
    expect(text).toContain('all 3 failed hosts')
    expect(text).toContain('All 3 failing hosts have the tag rack=r7; none of 37 that passed has.')
    expect(text).toContain('End what holds the port, then redeploy.')
    expect((await region()).textContent).toContain('3 failed hosts, one cause')
    expect(screen.getByRole('img', { name: '3 of 40 hosts, in the planned order' })).toBeDefined()
  })

  it('carry their advice along: where an old stop script failed, the redeploy beside it goes on past it', async () => {
    const { advice } = aGroup()
    const old = aGroup({ event: 'ApplicationStop', advice: { ...advice, ignoresStopFailures: true } })
    standInServer({ getDeploymentFailures: () => someFailures([old]) })
    const { router } = open()
    fireEvent.click(within(await card()).getByRole('button', { name: 'Redeploy to these 3…' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/deployments/new'))
    expect(new URLSearchParams(router.state.location.search).get('ignoreStopFailures')).toBe('true')
  })

  it('are not there, and nothing is asked, while nothing has failed', () => {
    const calls = standInServer({})
    const counts = { Pending: 1, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 }
    open(aFailedDeployment({ deploymentOverview: counts }))
    expect(screen.queryByRole('region')).toBeNull()
    expect(calls).toEqual([])
  })

  it('lead to the line of the log, to the comparison and to the hosts', async () => {
    standInServer({ getDeploymentFailures: () => someFailures() })
    const { router } = open()
    const within1 = within(await card())
    expect(within1.getByRole('link', { name: 'Open the log at this line' }).getAttribute('href')).toBe(
      '/deployments/d-1A2B3C4D5/logs?line=web-2%3AApplicationStart%3A212',
    )
    fireEvent.click(within1.getByRole('button', { name: 'Compare with a good host' }))
    expect(router.state.location.search).toBe('?compare=web-2%3AApplicationStart')
    fireEvent.click(within1.getByRole('button', { name: 'Filter the fleet to these' }))
    expect(router.state.location.search).toContain('failure=k1')
    fireEvent.click(within1.getByRole('button', { name: 'Filter the fleet to these', pressed: true }))
    expect(router.state.location.search).not.toContain('failure')
  })

  it('show the largest first, and smaller ones when asked for', async () => {
    const groups = [3, 2, 2, 1, 1].map((count, at) => aGroup({ key: `k${at}`, count, message: `reason ${at}` }))
    standInServer({ getDeploymentFailures: () => someFailures(groups, { leftOut: { groups: 2, hosts: 2 } }) })
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Show 2 more groups' }))
    expect(screen.getAllByRole('article')).toHaveLength(5)
    expect(screen.getByText(/2 more groups with 2 hosts/)).toBeDefined()
  })

  it('say why there is nothing to compare with', async () => {
    const { goodHost: _none, ...group } = aGroup()
    standInServer({ getDeploymentFailures: () => someFailures([group]) })
    open()
    const button = within(await card()).getByRole('button', { name: 'Compare with a good host' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText(/No host has passed ApplicationStart yet/)).toBeDefined()
  })

  it('show the script with the failing line, where it came from, and what changed', async () => {
    const script = {
      path: 'scripts/stop.sh',
      revisionName: 'shop-1.0',
      deploymentId: 'd-AAAAAAAA1',
      isPrevious: true,
      origin: 'scripts/stop.sh came with shop-1.0.',
      lines: [
        { number: 1, text: '#!/bin/sh' },
        { number: 2, text: 'kill $PID' },
      ],
      failingLine: 2,
      change: { sentence: 'shop-1.1 changes 1 line of stop.sh.', lines: ['@', '-kill $PID', '+kill $PID || true'] },
    }
    standInServer({ getDeploymentFailures: () => someFailures([aGroup({ script })]) })
    open()
    const lines = await screen.findByRole('group', { name: 'Lines of scripts/stop.sh', hidden: true })
    expect(lines.textContent).toContain('failing line: kill $PID')
    expect(screen.getAllByText('scripts/stop.sh came with shop-1.0.')[0]?.closest('details')).toBeNull()
    expect(lines.textContent).toContain('✕2')
    expect(screen.getByText('✕ the line that the failure comes from')).toBeDefined()
    expect(screen.getByText('+kill $PID || true')).toBeDefined()
    expect(screen.getByText('⋯ lines that are the same')).toBeDefined()
    expect(screen.getByText('Open d-AAAAAAAA1').getAttribute('href')).toBe('/deployments/d-AAAAAAAA1')
  })

  it('tell viewers why there are no lines', async () => {
    const script = { path: 'a.sh', isPrevious: false, origin: 'It is part of 1.1.', note: 'Your role is viewer.' }
    standInServer({ getDeploymentFailures: () => someFailures([aGroup({ script })]) })
    open()
    expect(await screen.findByText('Your role is viewer.')).toBeDefined()
  })

  it('say what ended the same failure before', async () => {
    const endedBy = {
      deploymentId: 'd-BBBBBBBB2',
      revisionName: 'shop-1.2',
      isRollback: false,
      at: '2026-11-04T09:00:00.000Z',
    }
    const before = {
      deploymentId: 'd-7QX000000',
      deploymentGroupName: 'production',
      at: '2026-11-03T09:00:00.000Z',
      hosts: 2,
      endedBy,
    }
    standInServer({ getDeploymentFailures: () => someFailures([aGroup({ before })]) })
    open()
    expect((await card()).textContent).toMatch(
      /Same failure in d-7QX000000 of production, .*; ended by deploying shop-1\.2 \(d-BBBBBBBB2\)\./,
    )
  })

  it('can be asked for again when they could not be had', async () => {
    let isDown = true
    standInServer({ getDeploymentFailures: () => (isDown ? refusal('Fault', 'Not now.') : someFailures()) })
    open()
    fireEvent.click(await screen.findByRole('button', { name: 'Retry' }))
    isDown = false
    fireEvent.click(await screen.findByRole('button', { name: 'Retry' }))
    await card()
  })

  it('are asked for again when the topic tells of more, but not for every failure', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const calls = standInServer({ getDeploymentFailures: () => someFailures() })
    renderAt(<Failing />)
    await card()
    const fail = screen.getByRole('button', { name: 'Another host fails' })
    fireEvent.click(fail)
    fireEvent.click(fail)
    expect(calls).toHaveLength(1)
    await act(() => vi.advanceTimersByTimeAsync(quietMs + 100))
    expect(calls).toHaveLength(2)
  })

  it('are asked for once more when the answer that is there counts fewer hosts than have failed', async () => {
    const deployment = aFailedDeployment()
    const behind = partOf<ReturnType<typeof someFailures>>({ ...someFailures(), failed: 2 })
    const calls = standInServer({ getDeploymentFailures: () => behind })
    queryClient.setQueryData(op('getDeploymentFailures', { deploymentId: deployment.deploymentId }).queryKey, behind)
    open(deployment)
    await card()
    await waitFor(() => expect(calls).toHaveLength(1))
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await act(() => vi.advanceTimersByTimeAsync(3 * quietMs))
    expect(calls).toHaveLength(1)
  })

  it('are not asked for again before the server has answered, however many hosts fail meanwhile', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const answers: (() => void)[] = []
    const slowly = () => new Promise<never>((resolve) => answers.push(() => resolve(partOf<never>(someFailures()))))
    let isSlow = false
    const calls = standInServer({ getDeploymentFailures: () => (isSlow ? slowly() : someFailures()) })
    renderAt(<Failing />)
    await card()
    isSlow = true
    const failFor = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        fireEvent.click(screen.getByRole('button', { name: 'Another host fails' }))
        await act(() => vi.advanceTimersByTimeAsync(100))
      }
    }
    await failFor(3 * quietMs)
    expect(calls).toHaveLength(2)
    answers[0]?.()
    await failFor(quietMs / 2)
    expect(calls).toHaveLength(2)
    await failFor(quietMs)
    expect(calls).toHaveLength(3)
  })
})

it('the head of a failed deployment says what its error code means and where to go', async () => {
  standInServer({ getDeploymentFailures: () => someFailures() })
  renderAt(<EndAdvice deployment={aFailedDeployment()} />)
  expect(await screen.findByText('More hosts failed than allowed.')).toBeDefined()
  expect(screen.getByText('HEALTH_CONSTRAINTS')).toBeDefined()
  expect(screen.getByText('Redeploy').getAttribute('href')).toBe('/deployments/new?from=d-1A2B3C4D5')
  expect(screen.queryByText('Traffic')).toBeNull()
})
