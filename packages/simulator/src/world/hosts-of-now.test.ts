import { aDeploymentSpec, aZonedSpec } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { forHostsOfNow } from './hosts-of-now.ts'

const sizes = (zones: { name?: string | undefined; hosts: number }[] | undefined) =>
  zones?.map(({ name, hosts }) => `${name} ${hosts}`)

describe('a deployment that somebody asks for', () => {
  const spec = aDeploymentSpec({ targets: ['web-1', 'web-2', 'web-3'] })

  it('is for the hosts that match now: those that left are not in it, those that came are taken last', () => {
    expect(forHostsOfNow(spec, new Set(['late-1', 'web-3', 'web-1']))?.targets).toEqual(['web-1', 'web-3', 'late-1'])
  })

  it('is as it was planned where the directory says nothing of its group, and is not asked for where nobody matches', () => {
    expect(forHostsOfNow(spec, undefined)).toBe(spec)
    expect(forHostsOfNow(spec, new Set())).toBeUndefined()
  })

  it('has its zones counted anew: an empty one is gone, and those that came are in the last', () => {
    const zoned = aZonedSpec()
    const now = forHostsOfNow(zoned, new Set(['web-1', 'web-5', 'web-6', 'late-1']))
    expect(sizes(now?.zones?.zones)).toEqual(['a 1', 'c 3'])
    const toNobody = { ...zoned, targets: [], zones: zoned.zones && { ...zoned.zones, zones: [] } }
    expect(forHostsOfNow(toNobody, new Set(['web-1']))?.zones).toBeUndefined()
  })
})
