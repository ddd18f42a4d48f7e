import { expect, it } from 'vitest'
import type { DeploymentSummary } from '@sluice/model'
import { countedStatus, deploymentLook, targetLook } from './status.ts'

it('tells a host that a stop left part-way from one that was never touched', () => {
  expect(targetLook('Skipped', true).word).toBe('Left part-way')
  expect(targetLook('Skipped', false).word).toBe('Skipped')
  expect(targetLook('Succeeded', true).word).toBe('Succeeded')
})

it('counts them apart, in the same word', () => {
  expect(countedStatus('Skipped', 3, 1)).toBe('2 skipped, 1 left part-way')
  expect([countedStatus('Skipped', 1, 1), countedStatus('Skipped', 2), countedStatus('Succeeded', 1, 1)]).toEqual([
    '1 left part-way',
    '2 skipped',
    '1 succeeded',
  ])
})

it('says of a success that hosts failed, and in another tone', () => {
  const overview = { Pending: 0, InProgress: 0, Succeeded: 3, Failed: 1, Skipped: 0, Ready: 0 }
  const withFailure = deploymentLook({ status: 'Succeeded', deploymentOverview: overview })
  const without = deploymentLook({ status: 'Succeeded', deploymentOverview: { ...overview, Failed: 0 } })
  expect([withFailure.word, without.word]).toEqual(['Succeeded, 1 failed', 'Succeeded'])
  expect(withFailure.tone).not.toBe(without.tone)
})

it('says that a deployment is being stopped until it has ended, held or not', () => {
  const stopRequested: DeploymentSummary['stopRequested'] = {
    by: 'Dana',
    at: '2026-11-22T14:00:00.000Z',
    rollBack: false,
  }
  const held: DeploymentSummary['held'] = { by: 'Dana', since: '2026-11-22T14:00:00.000Z' }
  expect(deploymentLook({ status: 'InProgress', held }).word).toBe('Held')
  expect(deploymentLook({ status: 'InProgress', held, stopRequested }).word).toBe('Stopping')
  expect(deploymentLook({ status: 'Stopped', stopRequested }).word).toBe('Stopped')
})
