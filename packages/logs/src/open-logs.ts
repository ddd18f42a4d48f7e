/**
 * Which logs are open. Each is open once: two writers of one file would tear it. The longest unused are closed, never one that
 * is in use; one whose writing failed is read anew, because its memory may be ahead of its file.
 */
import type { DeploymentLog } from './deployment-log.ts'

export interface OpenLogs {
  use<Answer>(deploymentId: string, work: (log: DeploymentLog) => Promise<Answer>): Promise<Answer>
  /** In use until its last row was taken, or nobody wants more. */
  useForLong<Row>(deploymentId: string, rows: (log: DeploymentLog) => AsyncGenerator<Row>): AsyncGenerator<Row>
  has(deploymentId: string): boolean
  isUsed(deploymentId: string): boolean
  forget(deploymentId: string): void
}

interface Open {
  log: Promise<DeploymentLog>
  users: number
}

export function openLogs(openLog: (deploymentId: string) => Promise<DeploymentLog>, most: number): OpenLogs {
  const open = new Map<string, Open>()

  return {
    use: async (deploymentId, work) => {
      const entry = enter(deploymentId)
      try {
        return await work(await entry.log)
      } catch (error) {
        if (open.get(deploymentId) === entry) open.delete(deploymentId)
        throw error
      } finally {
        leave(entry)
      }
    },
    async *useForLong(deploymentId, rows) {
      const entry = enter(deploymentId)
      try {
        yield* rows(await entry.log)
      } finally {
        leave(entry)
      }
    },
    has: (deploymentId) => open.has(deploymentId),
    isUsed: (deploymentId) => (open.get(deploymentId)?.users ?? 0) > 0,
    forget: (deploymentId) => open.delete(deploymentId),
  }

  /** The newest used stands last. */
  function enter(deploymentId: string): Open {
    const entry = open.get(deploymentId) ?? { log: openLog(deploymentId), users: 0 }
    open.delete(deploymentId)
    open.set(deploymentId, entry)
    entry.users += 1
    return entry
  }

  function leave(entry: Open): void {
    entry.users -= 1
    closeUnused()
  }

  function closeUnused(): void {
    for (const [deploymentId, { users }] of open) {
      if (open.size <= most) return
      if (users === 0) open.delete(deploymentId)
    }
  }
}
