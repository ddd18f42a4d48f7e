import type { InstanceRow, TagFilter } from '@sluice/model'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../query/testing/stand-in-live.ts'
import { MatchingCount } from './MatchingCount.tsx'

const host = (number: number, more: Partial<InstanceRow> = {}) =>
  ({
    instanceName: `web-${number}`,
    tags: [
      { Key: 'env', Value: number % 2 === 0 ? 'production' : 'test' },
      { Key: 'zone', Value: number % 3 === 0 ? 'eu' : 'us' },
    ],
    connected: true,
    ...more,
  }) as InstanceRow
const hosts = (count: number) => Array.from({ length: count }, (_, at) => host(at + 1))
const is = (Key: string, Value: string): TagFilter => ({ Type: 'KEY_AND_VALUE', Key, Value })
const said = async () => (await screen.findByRole('status')).textContent

afterEach(() => {
  cleanup()
  forgetLive()
})

describe('the count of matching hosts', () => {
  it('is of all hosts, however many pages they would fill, without those that left', async () => {
    const left = host(1000, { deregisterTime: '2026-11-22T12:00:00Z' })
    standInLive({ instances: { instances: [...hosts(350), left] } })
    render(<MatchingCount filters={[is('env', 'production')]} />)
    expect(await said()).toMatch(/^175 of 350 hosts match now: web-2, web-4/)
  })

  it('names a page of them below', async () => {
    standInLive({ instances: { instances: hosts(350) } })
    render(<MatchingCount filters={[is('env', 'production')]} />)
    await screen.findByText('The first 100 of 175 names')
    expect(screen.getAllByRole('listitem', { hidden: true })).toHaveLength(100)
  })

  it('is of hosts that match every tag group, and a group that is not written yet does not empty it', async () => {
    standInLive({ instances: { instances: hosts(12) } })
    const ec2TagSetList = [[is('env', 'production'), is('env', 'staging')], [is('zone', 'eu')], [is('', '')]]
    render(<MatchingCount filters={{ ec2TagSet: { ec2TagSetList } }} />)
    expect(await said()).toBe('2 of 12 hosts match now: web-6, web-12')
  })

  it('says which of them are silent', async () => {
    standInLive({ instances: { instances: [host(2), host(4, { connected: false }), host(6, { silentSince: 1 })] } })
    render(<MatchingCount filters={[is('env', 'production')]} />)
    expect(await said()).toBe('3 of 3 hosts match now: web-2, web-4, web-6 ◆ 2 are silent now: web-4, web-6')
  })

  it('says what would come of none', async () => {
    standInLive({ instances: { instances: hosts(3) } })
    render(<MatchingCount filters={[is('env', 'nowhere')]} />)
    expect(await said()).toBe('0 of 3 hosts match now ◆ a deployment would fail at once')
  })
})
