/**
 * Advice for one failed event: the known trouble that it looks like, else what its code says. Only what a failure itself says
 * counts, so the same failure always gets the same advice. Each trouble has its number in facts section 15.
 */
import { agentCodeAdvice, diagnosticsAdvice, type Advice, type AgentCode } from './advice.ts'
import { previousRevisionEvents, type Diagnostics, type LifecycleEventName } from './lifecycle-event.ts'

export interface FailedEvent {
  event: LifecycleEventName
  diagnostics: Diagnostics
  /** The line that says why. */
  said: string
}

export function failureAdvice(failed: FailedEvent): Advice {
  return troubles.find(({ looksLike }) => looksLike(failed))?.advice ?? codeAdvice(failed.diagnostics)
}

function codeAdvice({ errorCode, message }: Diagnostics): Advice {
  const [, code] = errorCode === 'UnknownError' ? (/\(code ([67])\)/.exec(message) ?? []) : []
  return code === undefined ? diagnosticsAdvice[errorCode] : agentCodeAdvice[Number(code) as AgentCode]
}

interface Trouble {
  looksLike(failed: FailedEvent): boolean
  advice: Advice
}

const says = (pattern: RegExp) => (failed: FailedEvent) =>
  pattern.test(failed.said) || pattern.test(failed.diagnostics.message)
const isIn =
  (...events: LifecycleEventName[]) =>
  ({ event }: FailedEvent) =>
    events.includes(event)

/** The surer ones first. */
const troubles: readonly Trouble[] = [
  // P5, P6, P8: nobody answered.
  {
    looksLike: says(/sent no report for|did not start \w+ within/),
    advice: {
      meaning: 'The host was not heard from, so nothing more could be started there. It counts as failed.',
      look: 'Whether the host is up, its agent runs, and it reaches this service (proxy, clock, disk).',
      act: 'Bring it back or deregister it, then redeploy. The plan of the next deployment names silent hosts before the start.',
      places: ['instances', 'plan', 'redeploy'],
    },
  },
  // P2, P3: somebody else's file.
  {
    looksLike: says(/a specified file already exists at this location/),
    advice: {
      meaning:
        'A file is there already that no deployment of this group has installed: made by hand, by a script, or by another group. No file was replaced; ApplicationStop and BeforeInstall have run by then.',
      look: 'Who put the file there: another group with this host, or a group that was deleted and made again.',
      act: 'Remove the file on the hosts, or deploy with files that are there already set to OVERWRITE or RETAIN.',
      places: ['redeploy', 'group', 'instances'],
    },
  },
  // P1: the scripts of the revision before.
  {
    looksLike: says(/last successful install on this host, but .* is gone/),
    advice: {
      meaning: 'The script belongs to the revision that was installed before, and its folder is gone from the host.',
      look: 'Whether somebody cleaned up the agent’s folder.',
      act: 'Redeploy once with failures of ApplicationStop ignored: afterwards the scripts of the new revision are used.',
      places: ['redeploy'],
      ignoresStopFailures: true,
    },
  },
  {
    looksLike: ({ event, diagnostics }) => previousRevisionEvents.includes(event) && diagnostics.scriptName !== '',
    advice: {
      meaning:
        'This script is not part of the revision being deployed: it came with the last one that was installed. It will fail every later deployment too.',
      look: 'The script in the revision it came from, and its last lines.',
      act: 'Correct the script in the new revision and deploy it once with failures of ApplicationStop ignored.',
      places: ['redeploy', 'logs', 'revisions'],
      ignoresStopFailures: true,
    },
  },
  // P14: traffic does not come.
  {
    looksLike: isIn('AllowTraffic'),
    advice: {
      meaning: 'The load balancer did not find the host healthy in time, so it got no users.',
      look: 'The balancer’s own reason in the message, and the health check: its path, its port, the codes it accepts.',
      act: 'Correct the health check where it is wrong, or the application that fails it, then redeploy.',
      places: ['traffic', 'loadBalancers', 'logs'],
    },
  },
  {
    looksLike: isIn('BlockTraffic'),
    advice: {
      meaning: 'The host could not be taken out of the load balancer.',
      look: 'Whether the balancer answers, and how many connections stayed open.',
      act: 'Wait for the balancer, or shorten how long connections may drain, then redeploy.',
      places: ['traffic', 'loadBalancers'],
    },
  },
  // P15: carriage returns.
  {
    looksLike: says(/carriage return|bad interpreter|\\r\b|\^M/i),
    advice: {
      meaning:
        'The script was saved with Windows line ends, so its interpreter is looked for under a name that does not exist.',
      look: 'The first line of the script.',
      act: 'Save it with Unix line ends and upload the revision again: the upload names such scripts.',
      places: ['revisions'],
    },
  },
  // P18: downloads.
  {
    looksLike: isIn('DownloadBundle'),
    advice: {
      meaning: 'The host did not get the revision, or not the bytes that were registered. Nothing was installed.',
      look: 'The message: room on the disk, the way to this service, or bytes that changed on the way.',
      act: 'Remove that cause, then redeploy. If the object is gone, upload the revision again.',
      places: ['instances', 'revisions', 'redeploy'],
    },
  },
  // P19: the host itself.
  {
    looksLike: says(/disk is full|no space left|ENOSPC|cannot allocate memory|out of memory|ENOMEM/i),
    advice: {
      meaning: 'The host ran out of room.',
      look: 'Its disk and memory, and how many old revisions are kept on it.',
      act: 'Make room on it, then redeploy.',
      places: ['instances', 'redeploy'],
    },
  },
  {
    looksLike: says(/address already in use|EADDRINUSE|port \d+ (?:is )?(?:already )?in use/i),
    advice: {
      meaning:
        'The port that the application wants is held by another process, most often by its own previous version.',
      look: 'Whether ApplicationStop ended the previous version: did it run, and did it wait for the end?',
      act: 'Make ApplicationStop wait until the process is gone, or end what holds the port, then redeploy.',
      places: ['logs', 'changes', 'redeploy'],
    },
  },
  // P28: relative paths.
  {
    looksLike: ({ diagnostics, said }) =>
      diagnostics.errorCode === 'ScriptFailed' && /no such file or directory|not found/i.test(said),
    advice: {
      meaning: 'The script did not find a file or a program on the host.',
      look: 'The path in the message. Scripts run in the root of their bundle, which is also in BUNDLE_DIR.',
      act: 'Use full paths or paths below BUNDLE_DIR, or install what is missing, then deploy the corrected revision.',
      places: ['logs', 'revisions'],
    },
  },
  {
    looksLike: ({ diagnostics, said }) =>
      diagnostics.errorCode === 'ScriptFailed' && /permission denied|operation not permitted|EACCES|EPERM/i.test(said),
    advice: {
      meaning: 'The script tried what its user may not do on the host.',
      look: 'The runas of the script in the AppSpec, and who owns the file that it names.',
      act: 'Set runas or the permissions in the AppSpec, and deploy the corrected revision.',
      places: ['logs', 'revisions'],
    },
  },
  {
    looksLike: isIn('ValidateService'),
    advice: {
      meaning: 'The new revision is installed and started, but its own check says that it does not work.',
      look: 'What the application wrote since its start, and what changed in it.',
      act: 'Roll back to what ran before, then correct the revision.',
      places: ['logs', 'changes'],
    },
  },
]
