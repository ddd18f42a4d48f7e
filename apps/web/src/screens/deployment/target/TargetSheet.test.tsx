import type { DeploymentSummary } from '@sluice/model'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { disconnectLive } from '../../../live/bridge.ts'
import { queryClient } from '../../../query/client.ts'
import { partOf } from '../../../query/testing/part-of.ts'
import { renderAt } from '../../../query/testing/stand-in-server.tsx'
import { TargetSheet } from './TargetSheet.tsx'

const record = {
  status: 'InProgress',
  wave: 1,
  lifecycleEvents: [{ lifecycleEventName: 'ApplicationStart', status: 'InProgress' }],
}
let isDown: boolean

let since: object | undefined
const ledger = {
  outcome: 'partWay',
  sentence: 'web-1 was left part-way. shop-1.1 is installed.',
  files: { text: 'The host installed 5 files, removed 3 of the previous revision.', isReported: true },
  events: [
    {
      event: 'ApplicationStart',
      status: 'InProgress',
      text: 'Scripts of shop-1.0, which d-AAAAAAAA1 installed here before.',
      source: { revisionName: 'shop-1.0', deploymentId: 'd-AAAAAAAA1', isPrevious: true },
      scripts: [
        { location: 'scripts/start.sh', ran: true },
        { location: 'scripts/last.sh', ran: false },
      ],
    },
  ],
}

async function answer(url: string | URL | Request): Promise<Response> {
  if (String(url).includes('getTargetLedger')) return Response.json({ ...ledger, since })
  if (isDown) return Response.json({ code: 'InvalidInputException', message: 'Not now.' }, { status: 400 })
  return Response.json({ deploymentTarget: { instanceTarget: record } })
}

class SilentSocket {
  send() {}
  close() {}
}

beforeEach(() => {
  isDown = false
  since = undefined
  vi.stubGlobal('fetch', answer)
  vi.stubGlobal('WebSocket', SilentSocket)
})
afterEach(() => {
  cleanup()
  act(disconnectLive)
  queryClient.clear()
  vi.unstubAllGlobals()
})

it('a target that cannot be loaded again keeps what was loaded, under the error', async () => {
  const lifecycleEvents: DeploymentSummary['lifecycleEvents'] = []
  const deployment = { deploymentId: 'd-1A2B3C4D5', status: 'InProgress', lifecycleEvents } as DeploymentSummary
  render(
    <MemoryRouter initialEntries={['/?target=web-1']}>
      <QueryClientProvider client={queryClient}>
        <TargetSheet deployment={deployment} fleet={undefined} />
      </QueryClientProvider>
    </MemoryRouter>,
  )
  await screen.findByText('ApplicationStart')
  isDown = true
  await act(() => queryClient.refetchQueries({ queryKey: ['getDeploymentTarget'] }))
  expect((await screen.findByRole('alert')).textContent).toContain('web-1 could not be loaded')
  expect(screen.getByText('ApplicationStart')).toBeDefined()
})

it('says what the deployment did to the host: whole or part-way, files, and whose scripts ran', async () => {
  const lifecycleEvents: DeploymentSummary['lifecycleEvents'] = []
  const deployment = { deploymentId: 'd-1A2B3C4D5', status: 'InProgress', lifecycleEvents } as DeploymentSummary
  render(
    <MemoryRouter initialEntries={['/?target=web-1']}>
      <QueryClientProvider client={queryClient}>
        <TargetSheet deployment={deployment} fleet={undefined} />
      </QueryClientProvider>
    </MemoryRouter>,
  )
  const did = await screen.findByRole('region', { name: 'What it did here' })
  expect(did.textContent).toBe(`${ledger.sentence}${ledger.files.text}`)
  const events = within(screen.getByRole('list', { name: 'Lifecycle events' }))
  expect(events.getByText(/Scripts of shop-1\.0, which d-AAAAAAAA1 installed here before/)).toBeDefined()
  expect(events.getByRole('link', { name: 'See it' }).getAttribute('href')).toBe('/deployments/d-AAAAAAAA1')
  expect(events.getAllByRole('listitem').map((item) => item.textContent)).toContain('scripts/last.sh did not run')
})

it('of a host that a later deployment went over leads there, and offers no repair of what is whole', async () => {
  const actions = { redeploy: { allowed: true } }
  const ended = partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    status: 'Stopped',
    lifecycleEvents: [],
    actions,
  })
  const open = () => renderAt(<TargetSheet deployment={ended} fleet={undefined} />, { at: '/?target=web-1' })
  open()
  await screen.findByRole('button', { name: 'Redeploy to this host…' })
  cleanup()
  queryClient.clear()
  since = { deploymentId: 'd-2A2B3C4D5', state: 'putRight' }
  open()
  const did = await screen.findByRole('region', { name: 'What it did here' })
  const link = within(did).getByRole('link', { name: 'See d-2A2B3C4D5' })
  expect(link.getAttribute('href')).toBe('/deployments/d-2A2B3C4D5')
  expect(did.className).not.toContain('danger')
  expect(screen.queryByRole('button', { name: /^Redeploy/ })).toBeNull()
})
