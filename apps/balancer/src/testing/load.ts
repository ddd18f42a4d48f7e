/** Users: autocannon against a listener, until enough requests were made and until what is done meanwhile is done. */
import autocannon from 'autocannon'
import { sentAtHeader } from './a-host.ts'

export type LoadResult = { requests: number; failed: number }

/** Every request that was not answered 2xx has failed. */
export async function loadWhile(url: string, requests: number, act: () => Promise<void>): Promise<LoadResult> {
  let isDone = false
  const acting = act().finally(() => (isDone = true))
  const total = { requests: 0, failed: 0 }
  while (total.requests < requests || !isDone) {
    const amount = Math.max(500, requests - total.requests)
    total.failed += await failedOf(url, amount)
    total.requests += amount
  }
  await acting
  return total
}

async function failedOf(url: string, amount: number): Promise<number> {
  const result = await autocannon({
    url,
    amount,
    connections: 20,
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          headers: { ...request.headers, [sentAtHeader]: String(Date.now()) },
        }),
      },
    ],
  })
  return amount - result['2xx']
}
