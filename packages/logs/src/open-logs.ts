/**
 * Which logs are open. Each is open once: two writers of one file would tear it. The longest unused are closed, never one that
 * is in use; one whose writing failed is read anew, because its memory may be ahead of its file.
 */
import type { DeploymentLog } from './deployment-log.ts'

export interface OpenLogs {
  use<Answer>(deploymentId: string, work: (log: DeploymentLog) => Promise<Answer>): Promise<Answer>
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
      const entry = open.get(deploymentId) ?? { log: openLog(deploymentId), users: 0 }
      open.delete(deploymentId)
      open.set(deploymentId, entry)
      entry.users += 1
      try {
        return await work(await entry.log)
      } catch (error) {
        if (open.get(deploymentId) === entry) open.delete(deploymentId)
        throw error
      } finally {
        entry.users -= 1
        closeUnused()
      }
    },
    has: (deploymentId) => open.has(deploymentId),
    isUsed: (deploymentId) => (open.get(deploymentId)?.users ?? 0) > 0,
    forget: (deploymentId) => open.delete(deploymentId),
  }

  function closeUnused(): void {
    for (const [deploymentId, { users }] of open) {
      if (open.size <= most) return
      if (users === 0) open.delete(deploymentId)
    }
  }
}
