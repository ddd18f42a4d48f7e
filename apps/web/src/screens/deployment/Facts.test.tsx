import type { DeploymentSummary } from '@sluice/model'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { partOf } from '../../query/testing/part-of.ts'
import { forgetServer, renderAt, standInServer } from '../../query/testing/stand-in-server.tsx'
import { Facts } from './Facts.tsx'
import { blueGreen } from './testing/standing.ts'

afterEach(() => {
  cleanup()
  forgetServer()
})

it('say why a deployment was started, where that was said: nobody else does of one that the group started by itself', () => {
  standInServer({})
  const description = 'web-3 began to match shop / live, which gives new hosts the last revision that succeeded.'
  const health = partOf<DeploymentSummary['health']>({ total: 1, minimum: 0 })
  const at = '2026-11-23T14:00:00.000Z'
  const startedBy = { creator: 'autoscaling', startedBy: 'automatic update', createTime: at, completeTime: at } as const
  renderAt(<Facts deployment={blueGreen({}, { ...startedBy, status: 'Succeeded', health, description })} />)
  expect(screen.getByText(description)).toBeTruthy()
})
