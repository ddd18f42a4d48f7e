/** In a process of its own, bundled with a bug: runs seeds, both ends included, until one breaks, and says each as it begins. */
import { runSeed } from '../run-seed.ts'

/** A line: the seed that begins, or what it broke. */
export interface Said {
  seed: number
  invariant?: string
}

const say = (said: Said): void => void process.stdout.write(`${JSON.stringify(said)}\n`)

const [from = 1, until = 1] = process.argv.slice(2).map(Number)
for (let seed = from; seed <= until; seed += 1) {
  say({ seed })
  const verdict = await runSeed(seed)
  if (verdict.ok) continue
  say({ seed, invariant: `${verdict.invariant}: ${firstLine(verdict.message)}` })
  break
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.slice(0, 160) ?? ''
}
