/** Hosts in memory, ten thousand if wanted: each event that is due begins and ends at a pace that is set, with a line of log. */
import type { CommandSink, Conductor } from '@sluice/conductor'
import { isRefusal, parseCommandId, type Command, type CommandId } from '@sluice/model'
import type { Logs } from '@sluice/logs'

export interface SimulatedHosts extends CommandSink {
  /** Begins all that is due, and ends none of it. */
  begin(): Promise<void>
  /** Events begun or ended a second. 0 holds everything. */
  pace(perSecond: number): void
  stop(): void
}

type Step = { id: CommandId; deploymentId: string; kind: 'begin' | 'end' }

const everyMs = 10
const diagnostics = { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' } as const

export function simulatedHosts(
  conductor: Conductor,
  groupOf: (deploymentId: string) => string,
  logs: () => Pick<Logs, 'append'>,
): SimulatedHosts {
  const due = inTurns()
  let perSecond = 0
  let credit = 0
  const timer = setInterval(() => {
    credit = Math.min(credit + (perSecond * everyMs) / 1000, perSecond / 10)
    for (; credit >= 1; credit -= 1) void take(due.next())
  }, everyMs)

  async function take(step: Step | undefined): Promise<void> {
    if (step === undefined) return
    const { id, deploymentId, kind } = step
    const address = { to: 'deployment', groupId: groupOf(deploymentId), deploymentId, commandId: id } as const
    if (kind === 'begin') {
      const granted = await conductor.submit({ ...address, kind: 'grantAsked' })
      if (!isRefusal(granted)) due.push({ ...step, kind: 'end' })
      return
    }
    await conductor.submit({ ...address, kind: 'reported', status: 'Succeeded', diagnostics })
    const text = `${parseCommandId(id).event} done`
    await logs().append({
      commandId: id,
      firstLine: 1,
      lines: [{ at: Date.now(), stream: 'stdout', script: 'hook.sh', text }],
    })
  }

  return {
    dispatch: (commands: readonly Command[]) => {
      for (const { kind, id, deploymentId } of commands)
        if (kind === 'runLifecycleEvent') due.push({ id, deploymentId, kind: 'begin' })
    },
    begin: async () => void (await Promise.all(due.all().map(take))),
    pace: (wanted) => (perSecond = wanted),
    stop: () => clearInterval(timer),
  }
}

/** In turn a step of a host that is far and one of a host that is not: some end soon, others have not begun. */
function inTurns() {
  const events: string[] = []
  const byProgress: Step[][] = []
  let turn = 0
  return {
    push(step: Step): void {
      const { event } = parseCommandId(step.id)
      if (!events.includes(event)) events.push(event)
      const progress = events.indexOf(event) * 2 + (step.kind === 'end' ? 1 : 0)
      while (byProgress.length <= progress) byProgress.push([])
      byProgress[progress]?.push(step)
    },
    next(): Step | undefined {
      turn += 1
      const some = (steps: Step[]) => steps.length > 0
      return (turn % 2 === 0 ? byProgress.find(some) : byProgress.findLast(some))?.pop()
    },
    all: (): Step[] => byProgress.flatMap((steps) => steps.splice(0)),
  }
}
