/** In a process of its own: one large deployment, and how many seconds it took. For the benchmark. */
import { runSeed } from './run-seed.ts'
import { largeScenario } from './scenario/large-scenario.ts'

const hosts = Number(process.argv[2])
const begin = performance.now()
const verdict = await runSeed(hosts, { scenario: largeScenario(hosts) })
if (!verdict.ok) throw new Error(`${hosts} hosts break "${verdict.invariant}": ${verdict.message}`)
process.stdout.write(String((performance.now() - begin) / 1000))
