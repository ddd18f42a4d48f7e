/** The balancer's side: moves traffic as it is told, after asking, and reports. What a death interrupts comes again. */
import type { Command, CommandId, Diagnostics } from '@sluice/model'
import type { Life } from './life.ts'
import type { World } from './world.ts'

type RunCommand = Extract<Command, { kind: 'runLifecycleEvent' }>

export interface Traffic {
  run(command: RunCommand): void
  withdraw(id: CommandId): void
}

const success: Diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' }
const failure: Diagnostics = { errorCode: 'UnknownError', scriptName: '', message: 'never became healthy', logTail: '' }

export function createTraffic({ time, draw, scenario, ledger }: World, life: Life): Traffic {
  const atWork = new Set<CommandId>()

  /** A commit that failed is tried again. */
  async function insist<T>(id: CommandId, act: () => Promise<T>): Promise<T | undefined> {
    while (life.isAlive() && atWork.has(id)) {
      try {
        return await act()
      } catch {
        await new Promise<void>((resolve) => time.after(1000, resolve))
      }
    }
    return undefined
  }

  async function move({ id, deploymentId }: RunCommand): Promise<void> {
    const to = { to: 'deployment', groupId: ledger.groupOf(deploymentId), deploymentId, commandId: id } as const
    await insist(id, () => life.submit({ ...to, kind: 'grantAsked' }))
    const isGranted = life.isAlive() && atWork.has(id) && ledger.isGranted(id)
    if (!isGranted) return
    const random = draw(`traffic ${id}`)
    const lasts = random.int(1, 20) * 100
    const status = random.chance(scenario.work.trafficFailures) ? 'Failed' : 'Succeeded'
    if (random.chance(0.2)) time.after(lasts / 2, () => note(id, random.int(1, 3)))
    time.after(lasts, () => {
      const diagnostics = status === 'Failed' ? failure : success
      const report = () => life.submit({ ...to, kind: 'reported', status, diagnostics })
      void insist(id, report).then(() => atWork.delete(id))
    })

    function note(commandId: CommandId, open: number): void {
      if (!life.isAlive() || !atWork.has(commandId)) return
      life.submit({ ...to, kind: 'noted', note: `${open} connections still open` }).catch(() => undefined)
    }
  }

  return {
    run(command) {
      if (atWork.has(command.id)) return
      atWork.add(command.id)
      void move(command)
    },
    withdraw: (id) => void atWork.delete(id),
  }
}
