/** What the server measured of a deployment, in the form of its operation. */
import type { DeploymentTimings, EventTiming } from '@sluice/api/contracts'

export type { DeploymentTimings, EventTiming }
export type TimelineMark = DeploymentTimings['marks'][number]
