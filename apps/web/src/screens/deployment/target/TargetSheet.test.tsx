import type { DeploymentSummary } from '@sluice/model'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { disconnectLive } from '../../../live/bridge.ts'
import { queryClient } from '../../../query/client.ts'
import { TargetSheet } from './TargetSheet.tsx'

const record = {
  status: 'InProgress',
  wave: 1,
  lifecycleEvents: [{ lifecycleEventName: 'ApplicationStart', status: 'InProgress' }],
}
let isDown: boolean

async function answer(): Promise<Response> {
  if (isDown) return Response.json({ code: 'InvalidInputException', message: 'Not now.' }, { status: 400 })
  return Response.json({ deploymentTarget: { instanceTarget: record } })
}

class SilentSocket {
  send() {}
  close() {}
}

beforeEach(() => {
  isDown = false
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
