/** The verbs of the wire over the balancers. Everything that comes in is parsed. */
import {
  type Applied,
  type BalancerHealth,
  DesiredBalancer,
  MeasureQuestion,
  type ObservedBalancers,
} from '@sluice/load-balancers/embedded-wire'
import type { Balancers } from '../balancers.ts'

export type Asked = { method: string; path: string; body: unknown }
export type Answer = { status: number; body: object }

export async function answerControl(balancers: Balancers, { method, path, body }: Asked): Promise<Answer> {
  const [room, encodedName, verb, ...rest] = path.slice(1).split('/')
  if (rest.length > 0) return unknown(method, path)
  if (method === 'GET' && room === 'healthz' && encodedName === undefined) return health(balancers)
  if (room !== 'balancers') return unknown(method, path)
  if (encodedName === undefined) return method === 'GET' ? all(balancers) : unknown(method, path)
  const name = decodeURIComponent(encodedName)
  if (method === 'POST' && verb === 'measure') return measure(balancers, name, body)
  if (verb !== undefined) return unknown(method, path)
  switch (method) {
    case 'PUT':
      return apply(balancers, name, body)
    case 'GET':
      return orMissing(name, balancers.observe(name))
    case 'DELETE':
      await balancers.remove(name)
      return { status: 200, body: {} }
    default:
      return unknown(method, path)
  }
}

async function apply(balancers: Balancers, name: string, body: unknown): Promise<Answer> {
  const desired = DesiredBalancer.parse(body)
  if (desired.name !== name) return { status: 400, body: { error: `${desired.name} is not ${name}` } }
  const generation = await balancers.apply(desired)
  return { status: 200, body: { generation } satisfies Applied }
}

function measure(balancers: Balancers, name: string, body: unknown): Answer {
  return orMissing(name, balancers.measure(name, MeasureQuestion.parse(body)))
}

function all(balancers: Balancers): Answer {
  return { status: 200, body: { balancers: balancers.observeAll() } satisfies ObservedBalancers }
}

function health(balancers: Balancers): Answer {
  return { status: 200, body: { balancers: balancers.names().length } satisfies BalancerHealth }
}

function orMissing(name: string, body: object | undefined): Answer {
  return body ? { status: 200, body } : { status: 404, body: { error: `there is no balancer ${name}` } }
}

function unknown(method: string, path: string): Answer {
  return { status: 404, body: { error: `${method} ${path} is nothing that the balancer understands` } }
}
