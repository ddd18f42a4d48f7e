// @vitest-environment jsdom
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
  let tell: ((applications: ReadonlySet<string>) => void) | undefined
  const end = refreshPages(queries, (onChange) => {
    tell = onChange
    return () => (tell = undefined)
  })
  /** `answer`: how long the server takes. */
  const show = (name: string, answerMs = 0, applicationName = 'shop') => {
    const count = { asked: 0, answered: 0 }
    const observer = new QueryObserver(queries, {
      queryKey: [name, { applicationName }],
      queryFn: async ({ signal }) => {
        count.asked += 1
        // Who reads the signal can be cancelled.
        if (answerMs > 0) await new Promise((resolve) => setTimeout(resolve, answerMs))
        signal.throwIfAborted()
        return (count.answered += 1)
      },
      staleTime: 60_000,
    })
    return { leave: observer.subscribe(() => undefined), asked: () => count.asked, answered: () => count.answered }
  }
  const change = (...applications: string[]) => tell?.(new Set(applications.length === 0 ? ['shop'] : applications))
  return { show, end, change, isListening: () => tell !== undefined }
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

  it('is asked for again only when a slow server has answered, and each answer counts', async () => {
    const { show, change } = bench()
    const page = show('listApplicationRevisions', 1300)
    for (let passed = 0; passed < 10_000; passed += 50) {
      change()
      await wait(50)
    }
    expect([page.asked(), page.answered()]).toEqual([5, 5])
  })

  it('is asked for again after an answer that was under way when the deployment changed', async () => {
    const { show, change } = bench()
    const page = show('planDeployment', 300)
    await wait(100)
    change()
    await wait(250)
    expect([page.asked(), page.answered()]).toEqual([2, 1])
  })

  it('is left alone while another application changes, but for the plan: its hosts may be busy', async () => {
    const { show, change } = bench()
    const [group, plan] = [show('getDeploymentGroup'), show('planDeployment')]
    await wait(0)
    change('billing')
    await wait(0)
    expect([group.asked(), plan.asked()]).toEqual([1, 2])
    await wait(2000)
    change('shop')
    await wait(0)
    expect([group.asked(), plan.asked()]).toEqual([2, 3])
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
