/** What Install changed on a host: what the host itself counted, while its log is kept; otherwise what can be said without it. */
import type { DeploymentSummary, DeploymentTarget } from '@sluice/model'
import type { Output } from '../../contracts.ts'
import type { Ports } from '../../ports.ts'

type Files = NonNullable<Output<'getTargetLedger'>['files']>

/** The agent's last line of Install: "installed 5 files, removed 3 of the previous revision, left 1 existing file alone". */
const summary = /^installed \d/

export async function filesOf(
  { logs }: Pick<Ports, 'logs'>,
  { deploymentId, blueGreen }: DeploymentSummary,
  { targetId, lifecycleEvents }: DeploymentTarget,
  { isToCome }: { isToCome: boolean },
): Promise<Files | undefined> {
  const install = lifecycleEvents.find((event) => event.lifecycleEventName === 'Install')
  if (install === undefined || blueGreen?.kind === 'trafficBack') return undefined
  if (install.startTime === undefined && isToCome) return undefined
  if (install.startTime === undefined) return { text: 'No file was touched: Install did not run.', isReported: false }
  if (install.status === 'InProgress') return { text: 'Install is at work on the files.', isReported: false }
  if (install.status === 'Failed')
    return {
      text: 'Install failed: a conflict is found before any file is changed, but how far another failure came was not counted. Its log says what the host said.',
      isReported: false,
    }
  const { lines } = await logs.read(deploymentId, { targetId, event: 'Install', limit: 5, order: 'newestFirst' })
  const reported = lines.map(({ text }) => text.trim()).findLast((text) => summary.test(text))
  if (reported !== undefined) return { text: `The host ${reported}.`, isReported: true }
  return { text: 'Install succeeded; the log in which the host counted its files is not kept.', isReported: false }
}
