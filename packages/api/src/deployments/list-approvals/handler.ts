import { limits } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { decisionOf } from '../approval/moment.ts'
import { approversNeeded, mayApprove } from '../approval/may-approve.ts'

export const listApprovals: Handler<'listApprovals'> = async ({ nextToken }, { actor, ports }) => {
  const page = await ports.store.listDeployments({
    accountId: actor.accountId,
    statuses: ['Ready'],
    limit: limits.pageRows,
    ...(nextToken !== undefined && { cursor: nextToken }),
  })
  const waiting = page.rows.flatMap((row) =>
    row.blueGreen === undefined ? [] : [{ ...row, blueGreen: row.blueGreen }],
  )
  const approvals = await Promise.all(
    waiting.map(async (deployment) => {
      const decision = await decisionOf(ports, ports.store, deployment)
      return {
        deploymentId: deployment.deploymentId,
        mayApprove: mayApprove(decision, actor),
        approvals: deployment.blueGreen.ready?.approvals.length ?? 0,
        approvers: approversNeeded(decision),
      }
    }),
  )
  return { approvals, ...(page.next !== undefined && { nextToken: page.next }) }
}
