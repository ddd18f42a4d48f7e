/**
 * What to make of a failure: what it means, what to look at, what to do, and where in the product that is done. One entry for
 * every code that can be met; the type checker knows when one is missing. Source: facts sections 8.4.3, 14.2 and 15.
 */
import { z } from 'zod'
import type { ErrorCode } from './deployment.ts'
import type { LifecycleErrorCode } from './lifecycle-event.ts'

/** Where advice leads: a place that is known from the failure alone. */
export const AdvicePlace = z.enum([
  'logs',
  'plan',
  'changes',
  'events',
  'traffic',
  'instances',
  'group',
  'editGroup',
  'revisions',
  'configurations',
  'loadBalancers',
  'redeploy',
])
export type AdvicePlace = z.infer<typeof AdvicePlace>

export const Advice = z.object({
  meaning: z.string(),
  look: z.string(),
  act: z.string(),
  places: z.array(AdvicePlace),
  /** The redeploy that it advises goes on past failed scripts of the revision before. */
  ignoresStopFailures: z.boolean().optional(),
})
export type Advice = z.infer<typeof Advice>

/** How a deployment ended. */
export const deploymentAdvice = {
  AGENT_ISSUE: {
    meaning: 'The agent on at least one host did not do what it was told, or did not answer.',
    look: 'When each host was last heard from, and which version its agent has.',
    act: 'Start the agent on the silent hosts, or leave them out of the group, and deploy again.',
    places: ['instances', 'events'],
  },
  ELASTIC_LOAD_BALANCING_INVALID: {
    meaning: 'The group’s target groups or their load balancer are missing or cannot be used, so no host was touched.',
    look: 'Which target groups the group names, and whether their load balancer answers.',
    act: 'Create what is missing or name another target group in the group’s settings, then deploy again.',
    places: ['editGroup', 'loadBalancers'],
  },
  HEALTH_CONSTRAINTS: {
    meaning: 'More hosts failed than the deployment configuration allows, so no further host was started.',
    look: 'The failure groups: hosts that failed the same way are one cause, not many.',
    act: 'Correct the cause in the revision or on the hosts and deploy again; until then, roll back to what ran before.',
    places: ['logs', 'changes', 'plan'],
  },
  HEALTH_CONSTRAINTS_INVALID: {
    meaning: 'As many hosts must stay healthy as there are, so none may be taken out of service: it could never start.',
    look: 'The plan: how many hosts there are, and how many must stay healthy. A percentage is rounded up to hosts.',
    act: 'Choose a configuration with a lower minimum, or add hosts to the group.',
    places: ['plan', 'configurations', 'group'],
  },
  INTERNAL_ERROR: {
    meaning: 'Sluice itself went wrong. The revision and the hosts are not to blame.',
    look: 'The events of this deployment, and the log of the server at that time.',
    act: 'Deploy again. If it happens twice, report it with the id of this deployment.',
    places: ['events', 'redeploy'],
  },
  INSTANCE_PROVISIONING_FAILED: {
    meaning: 'The replacement hosts could not all be made, so users were left where they are.',
    look: 'The message below names the host and the reason; the instances page shows which ones came.',
    act: 'Make room for as many hosts as the original fleet has, or deploy to hosts that are there already.',
    places: ['events', 'instances', 'editGroup'],
  },
  MANUAL_STOP: {
    meaning: 'Somebody stopped it. Hosts that were at work finished their running event and were left there.',
    look: 'Which hosts are part-way, and after which event.',
    act: 'Redeploy this revision to bring all hosts to it, or roll back to what ran before.',
    places: ['events', 'redeploy'],
  },
  NO_INSTANCES: {
    meaning: 'No registered host matched the group when the deployment was created.',
    look: 'The group’s tags (capital letters count), and the tags of the hosts.',
    act: 'Correct the tags of the group or of the hosts. A host that is tagged later gets the next deployment.',
    places: ['editGroup', 'instances'],
  },
  OVER_MAX_INSTANCES: {
    meaning: 'The group matches more hosts than one deployment may have.',
    look: 'How many hosts the group matches.',
    act: 'Split the group by a tag, and deploy to its parts.',
    places: ['editGroup', 'instances'],
  },
  REVISION_MISSING: {
    meaning: 'The bytes of the revision are not there any more, so hosts could not download them.',
    look: 'The revision: was its object removed or written over after it was registered?',
    act: 'Upload the revision again, or deploy another one.',
    places: ['revisions'],
  },
  TIMEOUT: {
    meaning: 'It took longer than a deployment may take as a whole.',
    look: 'Which event took the time, and how many hosts ran at once.',
    act: 'Deploy to more hosts at a time, or make the slow script faster.',
    places: ['plan', 'logs', 'configurations'],
  },
} as const satisfies Record<ErrorCode, Advice>

/** How a lifecycle event ended on a host. */
export const diagnosticsAdvice = {
  Success: {
    meaning: 'The event succeeded on this host.',
    look: 'Nothing: what failed is another event.',
    act: 'Nothing.',
    places: [],
  },
  ScriptMissing: {
    meaning: 'The AppSpec names a script that is not in the bundle.',
    look: 'The path in the AppSpec: it starts at the root of the bundle, and capital letters count.',
    act: 'Add the script to the bundle or correct its path, upload the revision and deploy it.',
    places: ['revisions', 'changes'],
  },
  ScriptNotExecutable: {
    meaning: 'The script is there, may not be executed, and the agent could not change that.',
    look: 'The mode of the file in the bundle, and whether the disk of the host is mounted noexec.',
    act: 'Set its mode to 755 before the bundle is made, and deploy the new revision.',
    places: ['revisions', 'logs'],
  },
  ScriptTimedOut: {
    meaning: 'The script was still running when its time was over, and was ended.',
    look: 'Its last lines: what was it waiting for? A program that stays in the foreground never ends by itself.',
    act: 'Start what shall stay in the background with its outputs closed, or give the script a longer timeout.',
    places: ['logs', 'revisions'],
  },
  ScriptFailed: {
    meaning: 'The script ran and ended with an exit code that is not 0.',
    look: 'The last lines that it wrote, and what changed in it since it last succeeded.',
    act: 'Correct the script or what it found on the host, then deploy again.',
    places: ['logs', 'changes'],
  },
  UnknownError: {
    meaning: 'The event failed outside a script: the agent, the service or the load balancer says why.',
    look: 'The message, and whether the host is heard from.',
    act: 'Remove the cause that it names, then redeploy.',
    places: ['events', 'instances'],
  },
} as const satisfies Record<LifecycleErrorCode, Advice>

/** The agent’s own numbers; 6 and 7 have no name in the API and are told as UnknownError with the number in the message. */
export type AgentCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

export const agentCodeAdvice = {
  0: diagnosticsAdvice.Success,
  1: diagnosticsAdvice.ScriptMissing,
  2: diagnosticsAdvice.ScriptNotExecutable,
  3: diagnosticsAdvice.ScriptTimedOut,
  4: diagnosticsAdvice.ScriptFailed,
  5: diagnosticsAdvice.UnknownError,
  6: {
    meaning: 'The script had ended, but a process that it started kept its outputs open until the time was over.',
    look: 'The message names the process. It is most often the server that the script starts.',
    act: 'Start it with all three closed: command >/dev/null 2>&1 </dev/null &',
    places: ['logs', 'revisions'],
  },
  7: {
    meaning: 'The agent ended while the event ran. The event may have run in part, and is not run again by itself.',
    look: 'Why the agent ended: was the host restarted, or the agent updated?',
    act: 'Redeploy: events that ran before are run again from the start.',
    places: ['instances', 'redeploy'],
  },
} as const satisfies Record<AgentCode, Advice>
