/** Whether a deployment is over. The model's own test would bring its schemas into the first download. */
import type { DeploymentStatus } from '@sluice/model'

const isOver: Record<DeploymentStatus, boolean> = {
  Created: false,
  Queued: false,
  InProgress: false,
  Baking: false,
  Ready: false,
  Succeeded: true,
  Failed: true,
  Stopped: true,
}

export const isTerminalStatus = (status: DeploymentStatus): boolean => isOver[status]
