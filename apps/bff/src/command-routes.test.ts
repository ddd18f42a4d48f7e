import { commandId, type Command, type LifecycleEventName } from '@sluice/model'
import { expect, test } from 'vitest'
import { routeCommands } from './command-routes.ts'

const deploymentId = 'd-AAAAAAAA1'
const about = { deploymentId, targets: ['local-7'] }
const run = (event: LifecycleEventName, targetId = 'web-1'): Command => ({
  kind: 'runLifecycleEvent',
  id: commandId(deploymentId, targetId, event),
  deploymentId,
  targetId,
  event,
})
const withdraw = (event: LifecycleEventName, targetId = 'web-1'): Command => ({
  kind: 'withdraw',
  id: commandId(deploymentId, targetId, event),
  deploymentId,
  targetId,
})
const provision: Command = { kind: 'provision', id: `${deploymentId}/provision`, ...about }
const retire: Command = { kind: 'retire', id: `${deploymentId}/retire`, terminate: true, ...about }
const offer: Command = { kind: 'offerTestTraffic', id: `${deploymentId}/offerTestTraffic`, ...about }

function routed(...commands: Command[]) {
  const heard: Record<'hosts' | 'traffic' | 'fleets', Command[]> = { hosts: [], traffic: [], fleets: [] }
  const side = (name: keyof typeof heard) => ({
    dispatch: (theirs: readonly Command[]) => void heard[name].push(...theirs),
  })
  routeCommands({ hosts: side('hosts'), traffic: side('traffic'), fleets: side('fleets') }).dispatch(commands)
  return heard
}

test.each<LifecycleEventName>(['AllowTraffic', 'BlockTraffic'])(
  '%s is the traffic mover’s, and so is taking it back',
  (event) => {
    expect(routed(run(event), withdraw(event))).toEqual({
      hosts: [],
      traffic: [run(event), withdraw(event)],
      fleets: [],
    })
  },
)

test.each<LifecycleEventName>(['Install', 'BeforeAllowTraffic', 'AfterBlockTraffic'])(
  '%s runs on its host',
  (event) => {
    expect(routed(run(event), withdraw(event)).hosts).toEqual([run(event), withdraw(event)])
  },
)

test('a host that is called like an event changes nothing', () => {
  expect(routed(run('Install', 'AllowTraffic'), withdraw('BlockTraffic', 'Install'))).toEqual({
    hosts: [run('Install', 'AllowTraffic')],
    traffic: [withdraw('BlockTraffic', 'Install')],
    fleets: [],
  })
})

test('fleets are made and ended, and test traffic is offered, by those who can', () => {
  expect(routed(provision, offer, retire)).toEqual({ hosts: [], traffic: [offer], fleets: [provision, retire] })
})

test('what one side is told keeps its order', () => {
  const [one, two, three] = [run('ApplicationStop'), run('BlockTraffic', 'web-2'), withdraw('ApplicationStop')]
  expect(routed(one, two, three)).toEqual({ hosts: [one, three], traffic: [two], fleets: [] })
})
