import { limits } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { keyIn, tokenOf } from '../../queries/pages.ts'

export const listAuditRecords: Handler<'listAuditRecords'> = async ({ nextToken }, { actor, ports }) => {
  const before = nextToken === undefined ? undefined : Number(keyIn(nextToken))
  const found = await ports.store.listAudit({
    accountId: actor.accountId,
    limit: limits.pageRows,
    ...(before !== undefined && { before }),
  })
  const last = found.at(-1)
  return {
    records: found.map(({ previousHash: _, ...record }) => record),
    ...(found.length === limits.pageRows && last && { nextToken: tokenOf(String(last.sequence)) }),
  }
}
