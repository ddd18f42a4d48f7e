import type { InstanceRow } from '@sluice/model'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetLive, standInLive } from '../query/testing/stand-in-live.ts'
import { MatchingCount } from './MatchingCount.tsx'

const host = (number: number, more: Partial<InstanceRow> = {}) =>
  ({
    instanceName: `web-${number}`,
    tags: [{ Key: 'env', Value: number % 2 === 0 ? 'production' : 'test' }],
    connected: true,
    ...more,
  }) as InstanceRow

afterEach(() => {
  cleanup()
  forgetLive()
})

describe('the count of matching hosts', () => {
  it('is of all hosts, however many pages they would fill, without those that left', async () => {
    const left = host(1000, { deregisterTime: '2026-11-22T12:00:00Z' })
    standInLive({ instances: { instances: [...Array.from({ length: 350 }, (_, at) => host(at + 1)), left] } })
    render(<MatchingCount filters={[{ Type: 'KEY_AND_VALUE', Key: 'env', Value: 'production' }]} />)
    expect((await screen.findByRole('status')).textContent).toMatch(/^175 of 350 hosts match now: web-2, web-4/)
  })
})
