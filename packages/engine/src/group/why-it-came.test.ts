import { expect, it } from 'vitest'
import { whyItCame } from './why-it-came.ts'

const group = { applicationName: 'storefront', deploymentGroupName: 'everyone' }
const names = (count: number) => Array.from({ length: count }, (_, host) => `web-${host + 1}`)
const why = (hosts: string[], of = group) => whyItCame(of, hosts, undefined, 'd-GOOD00001')

it('names up to three hosts, and counts more', () => {
  const rest =
    'began to match storefront / everyone, which gives new hosts the last revision that succeeded: that of d-GOOD00001.'
  expect(why(names(1))).toBe(`web-1 ${rest}`)
  expect(why(names(3))).toBe(`web-1, web-2 and web-3 ${rest}`)
  expect(why(names(1200))).toBe(`1,200 hosts ${rest}`)
})

it('fits into a description however long the names are: hosts go first, then the group', () => {
  const long = 'n'.repeat(100)
  const manyNamed = why([`${long}1`, `${long}2`, `${long}3`])
  expect(manyNamed).toContain('3 hosts began to match storefront / everyone')
  const longGroup = why([long], { applicationName: long, deploymentGroupName: long })
  expect(longGroup).toContain('1 host began to match this group')
  expect([manyNamed, longGroup].every(({ length }) => length <= 256)).toBe(true)
})
