import { DeploymentId, LifecycleEventName, LifecycleEventStatus } from '@sluice/model'
import { z } from 'zod'
import { LaterDeployment } from '../../deployments/list-targets-left-part-way/contract.ts'
import { operation } from '../../operation.ts'

/** One lifecycle event of one host: which scripts of which revision it ran. */
export const LedgerEvent = z.object({
  event: LifecycleEventName,
  status: LifecycleEventStatus,
  text: z.string(),
  /** Whose scripts. Absent where no script is asked for, and where nothing was installed before. */
  source: z.object({ revisionName: z.string(), deploymentId: DeploymentId, isPrevious: z.boolean() }).optional(),
  /** In the order they run. Only those up to the one that failed did. */
  scripts: z.array(z.object({ location: z.string(), ran: z.boolean() })),
})
export type LedgerEvent = z.infer<typeof LedgerEvent>

export const getTargetLedger = operation({
  name: 'getTargetLedger',
  summary: 'What a deployment did to one host: events, scripts and their revision, files, whether it is whole',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId, targetId: z.string().min(1).max(100) }),
  output: z.object({
    /**
     * `waiting`: no event has begun, and its turn is yet to come. `partWay`: begun and not finished, and nothing runs there any
     * more. `untouched`: no event began, and none will.
     */
    outcome: z.enum(['waiting', 'running', 'whole', 'partWay', 'untouched']),
    sentence: z.string(),
    /** Of a host that was left part-way. */
    since: LaterDeployment.optional(),
    /** A redeploy to it goes on past failed scripts of the revision before, or ends where this one did. */
    ignoresStopFailures: z.boolean(),
    events: z.array(LedgerEvent),
    /** What Install did; absent while it is still to come. `isReported`: counted by the host itself; otherwise only what is known here is said. */
    files: z.object({ text: z.string(), isReported: z.boolean() }).optional(),
  }),
  refuses: ['DeploymentDoesNotExistException', 'DeploymentTargetDoesNotExistException'],
})
