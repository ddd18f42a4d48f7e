import { alignment, template, type Stretch } from '@sluice/engine'
import type { DeploymentTarget, LifecycleEventName, LogLine } from '@sluice/model'
import type { Call, Handler } from '../../../handler.ts'
import { findDeployment } from '../../../queries/find-deployment.ts'
import { findTarget } from '../../../targets/find-target.ts'
import { goodHost } from '../good-host.ts'
import type { NumberedLine } from '../schemas.ts'
import type { LogStretch } from './contract.ts'

/** Lines of each side. */
const mostCompared = 5000
/** Lines of one stretch that are answered. */
const mostOfEqual = 100
const mostOfDifferent = 300

export const compareTargetLogs: Handler<'compareTargetLogs'> = async (input, call) => {
  const { store } = call.ports
  const { event } = input
  const { deploymentId } = await findDeployment(store, call.actor.accountId, input.deploymentId)
  const failing = await findTarget(store, deploymentId, input.failing)
  const chosen = input.good === undefined ? undefined : await findTarget(store, deploymentId, input.good)
  const good = chosen ?? goodHost(await store.listTargets(deploymentId), failing, event)
  const a = await sideOf(call, deploymentId, failing.targetId, event)
  if (good === undefined)
    return { failing: a.side, choice: `No host has passed ${event} in this deployment yet.`, stretches: [] }
  const b = await sideOf(call, deploymentId, good.targetId, event)
  const stretches = alignment(a.general, b.general).map((stretch) => shown(stretch, a.lines, b.lines))
  const firstDivergence = stretches.findIndex(({ kind }) => kind === 'different')
  return {
    failing: a.side,
    good: b.side,
    choice: chosen === undefined ? choiceText(failing, good, event) : `${good.targetId} was chosen by hand.`,
    stretches,
    ...(firstDivergence >= 0 && { firstDivergence }),
  }
}

function choiceText(failing: DeploymentTarget, good: DeploymentTarget, event: LifecycleEventName): string {
  const wave = good.wave === failing.wave ? `is in the same wave (${good.wave})` : `is in wave ${good.wave}`
  return `${good.targetId} passed ${event} and ${wave}.`
}

interface LogSide {
  side: { targetId: string; lines: number; isCut: boolean }
  lines: NumberedLine[]
  general: string[]
}

async function sideOf(
  { ports }: Call,
  deploymentId: string,
  targetId: string,
  event: LifecycleEventName,
): Promise<LogSide> {
  const page = await ports.logs.read(deploymentId, { targetId, event, limit: mostCompared, order: 'oldestFirst' })
  return {
    side: { targetId, lines: page.lines.length, isCut: page.more },
    lines: page.lines.map(numbered),
    general: page.lines.map(({ script, text }) => `${script}\n${template(text, [targetId])}`),
  }
}

const longestLine = 2000

const numbered = ({ line, text }: LogLine, at: number): NumberedLine => ({
  number: line ?? at + 1,
  text: text.slice(0, longestLine),
})

function shown({ kind, a, b }: Stretch, failing: readonly NumberedLine[], good: readonly NumberedLine[]): LogStretch {
  const [left, right] = [failing.slice(...a), good.slice(...b)]
  if (kind === 'equal') return { kind, count: left.length, lines: left.slice(0, mostOfEqual) }
  return {
    kind,
    failing: left.slice(0, mostOfDifferent),
    good: right.slice(0, mostOfDifferent),
    failingCut: Math.max(0, left.length - mostOfDifferent),
    goodCut: Math.max(0, right.length - mostOfDifferent),
  }
}
