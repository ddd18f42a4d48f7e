import type { LogPage } from '@sluice/logs'
import { refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import type { Ports } from '../../ports.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import type { getDeploymentLog as contract } from './contract.ts'

export const getDeploymentLog: Handler<'getDeploymentLog'> = async (input, { actor, ports }) => {
  const { deploymentId } = input
  await findDeployment(ports.store, actor.accountId, deploymentId)
  const page = input.fromLine === undefined ? await read(ports, input) : await readFromLine(ports, input)
  const removal = page.lines.length === 0 ? await ports.logs.removal(deploymentId) : undefined
  return {
    ...page,
    keptDays: ports.settings.logDays,
    ...(removal !== undefined && { removedTime: new Date(removal.removedAt).toISOString() }),
  }
}

type Input = ParsedOf<typeof contract>

const read = ({ logs }: Ports, { deploymentId, targetId, event, fromSeq, limit }: Input): Promise<LogPage> =>
  logs.read(deploymentId, { targetId, event, fromSeq, limit })

/** Without lines when that one is not kept. */
async function readFromLine(ports: Ports, input: Input): Promise<LogPage> {
  const { deploymentId, targetId, event, fromLine: line } = input
  if (targetId === undefined || event === undefined || line === undefined) {
    const message = 'fromLine counts within one event on one target: give targetId and event too.'
    refuse('InvalidInputException', message, [{ field: 'fromLine', rule: 'needs targetId and event', message }])
  }
  const found = await ports.logs.find(deploymentId, { targetId, event, line })
  if (found === undefined) return { lines: [], firstSeq: 1, lastSeq: 0, more: false }
  return read(ports, { ...input, fromSeq: found.seq })
}
