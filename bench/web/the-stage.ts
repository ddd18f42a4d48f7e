/** The server of the benchmarks as its parent sees it: a process that takes orders, behind a wire that can be cut. */
import { type ChildProcess, fork } from 'node:child_process'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { freePorts } from '../../apps/balancer/src/testing/free-ports.ts'
import type { Answer, Order } from './orders.ts'

type OrderOf<Kind extends Order['kind']> = Omit<Extract<Order, { kind: Kind }>, 'kind' | 'number'>

export interface Stage {
  /** Through the wire. */
  url: string
  tell<Kind extends Order['kind']>(kind: Kind, order: OrderOf<Kind>): Promise<Answer>
  /** Nothing passes until it is mended; what was connected is cut. */
  cut(): void
  mend(): void
  end(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const file = fileURLToPath(new URL('stage.ts', import.meta.url))
  const [port = 0] = await freePorts(1)
  const wire = await aWire(port)
  const url = `http://127.0.0.1:${wire.port}`
  const child = fork(file, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, BENCH_PORT: String(port), BENCH_PUBLIC_URL: url },
  })
  const answers = answersOf(child)
  await answers.wait(0)
  let number = 0
  const tell: Stage['tell'] = (kind, order) => {
    number += 1
    const answer = answers.wait(number)
    child.send({ ...order, kind, number })
    return answer
  }
  return {
    url,
    tell,
    cut: wire.cut,
    mend: wire.mend,
    end: async () => {
      wire.close()
      await tell('end', {})
      child.kill()
    },
  }
}

function answersOf(child: ChildProcess) {
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  child.on('message', (message: { number: number; answer?: Answer; error?: string }) => {
    const asked = waiting.get(message.number)
    waiting.delete(message.number)
    if (message.answer === undefined) asked?.reject(new Error(message.error))
    else asked?.resolve(message.answer)
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the server of the benchmark ended (${code})`))
  })
  return {
    wait: (number: number) => new Promise<Answer>((resolve, reject) => waiting.set(number, { resolve, reject })),
  }
}

async function aWire(to: number) {
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((from) => {
    if (isCut) return void from.destroy()
    const onward = connect(to, '127.0.0.1')
    for (const [one, other] of [
      [from, onward],
      [onward, from],
    ] as const) {
      open.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => (open.delete(one), other.destroy()))
      one.pipe(other)
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const drop = () => open.forEach((socket) => socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true
      drop()
    },
    mend: () => (isCut = false),
    close: () => (server.close(), drop()),
  }
}
