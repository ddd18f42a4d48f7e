/**
 * How many times as much one long text costs as the same characters in short ones: about 1 when the work grows with the length,
 * about 64 when it grows with its square. The least of several tries each, because the machine does other things too. A test
 * compares it with `squareCost`, which lies far from both.
 */
export function costOfLength(work: (text: string) => unknown, part: string): number {
  const tries = Array.from({ length: 5 }, (_, at) => ({
    long: elapsed(() => work(`${at} ${part.repeat(parts)}`)),
    short: elapsed(() => {
      for (let one = 0; one < parts; one += 1) work(`${at} ${one} ${part}`)
    }),
  }))
  const least = (of: 'long' | 'short') => Math.min(...tries.map((time) => time[of]))
  return least('long') / least('short')
}

const parts = 64

/** What costs so much or more grows with more than its length. */
export const squareCost = 16

function elapsed(work: () => void): number {
  const from = performance.now()
  work()
  return performance.now() - from
}
