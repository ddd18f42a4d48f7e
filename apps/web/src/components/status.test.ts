import { expect, it } from 'vitest'
import { targetLook } from './status.ts'

it('tells a host that a stop left part-way from one that was never touched', () => {
  expect(targetLook('Skipped', true).word).toBe('Left part-way')
  expect(targetLook('Skipped', false).word).toBe('Skipped')
  expect(targetLook('Succeeded', true).word).toBe('Succeeded')
})
