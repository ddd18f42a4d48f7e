import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refreshPages } from './pages.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function bench() {
  const queries = new QueryClient()
  let tellChange: (() => void) | undefined
  const end = refreshPages(queries, (onChange) => {
    tellChange = onChange
    return () => (tellChange = undefined)
  })
  const show = (name: string) => {
    let asked = 0
    const observer = new QueryObserver(queries, {
      queryKey: [name, {}],
      queryFn: () => (asked += 1),
      staleTime: 60_000,
    })
    return { leave: observer.subscribe(() => undefined), asked: () => asked }
  }
  return { show, end, change: () => tellChange?.(), isListening: () => tellChange !== undefined }
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a page that is no topic', () => {
  it('is asked for again when a deployment changes', async () => {
    const { show, change } = bench()
    const page = show('getDeploymentGroup')
    await wait(0)
    change()
    await wait(0)
    expect(page.asked()).toBe(2)
  })

  it('is asked for at most once a second, and not without its last change', async () => {
    const { show, change } = bench()
    const page = show('listApplicationRevisions')
    await wait(0)
    for (let count = 0; count < 50; count += 1) {
      change()
      await wait(10)
    }
    expect(page.asked()).toBe(2)
    await wait(1000)
    expect(page.asked()).toBe(3)
  })

  it('is listened for only while it is shown', async () => {
    const { show, isListening } = bench()
    expect(isListening()).toBe(false)
    const page = show('planDeployment')
    expect(isListening()).toBe(true)
    page.leave()
    expect(isListening()).toBe(false)
  })

  it('leaves the other pages alone', async () => {
    const { show, isListening } = bench()
    const other = show('getSession')
    await wait(0)
    expect([isListening(), other.asked()]).toEqual([false, 1])
  })

  it('is not listened for after signing out', () => {
    const { show, end, isListening } = bench()
    show('planDeployment')
    end()
    expect(isListening()).toBe(false)
  })
})
