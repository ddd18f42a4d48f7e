/** Makes and ends whole fleets, as asked or not; what a death interrupts comes again. */
import type { Command, DeploymentSignal } from '@sluice/model'
import type { Life } from './life.ts'
import type { World } from './world.ts'

type FleetCommand = Extract<Command, { kind: 'provision' | 'offerTestTraffic' | 'retire' }>

export interface Provisioner {
  take(command: FleetCommand): void
}

export function createProvisioner({ time, draw, scenario, ledger }: World, life: Life): Provisioner {
  const seen = new Set<string>()

  async function tell(signal: DeploymentSignal): Promise<void> {
    while (life.isAlive())
      try {
        return void (await life.submit(signal))
      } catch {
        await new Promise<void>((resolve) => time.after(1000, resolve))
      }
  }

  function answerTo({ id, kind, deploymentId, targets }: FleetCommand): DeploymentSignal | undefined {
    const to = { to: 'deployment', groupId: ledger.groupOf(deploymentId), deploymentId } as const
    const random = draw(`fleet ${id}`)
    const fails = random.chance(scenario.work.provisionFailures)
    if (kind === 'provision')
      return fails ? { ...to, kind: 'provisionFailed', message: 'no room' } : { ...to, kind: 'provisioned' }
    if (kind !== 'retire') return undefined
    const left = fails ? targets.slice(0, 1) : []
    return { ...to, kind: 'retired', notRetired: left.map((targetId) => ({ targetId, message: 'it did not end' })) }
  }

  return {
    take(command) {
      if (seen.has(command.id)) return
      seen.add(command.id)
      const answer = answerTo(command)
      if (answer === undefined) return
      time.after(draw(`making ${command.id}`).int(1, 60) * 1000, () => void tell(answer))
    },
  }
}
