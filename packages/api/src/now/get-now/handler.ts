import { isTerminal, limits, type DeploymentSummary } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { isoTime } from '../../queries/random-ids.ts'
import type { Attention } from './contract.ts'

const days = 14
const hourMs = 3_600_000
/** A failure that nobody followed up for so long is history. */
const freshHours = 48
const mostNamed = 3

export const getNow: Handler<'getNow'> = async (_input, call) => {
  const { store, now } = call.ports
  const { accountId } = call.actor
  const { rows } = await store.listDeployments({ accountId, limit: limits.pageRows })
  const silent = await silentHosts(call)
  const from = isoTime(Math.floor(now() / hourMs - days * 24) * hourMs)
  return {
    attention: [...ofDeployments(rows, now()), ...silent],
    hours: await store.countDeployments(accountId, from),
    days,
  }
}

/** Of each group only its newest deployment: what was followed by another has been seen to. */
function ofDeployments(newestFirst: readonly DeploymentSummary[], now: number): Attention[] {
  const seen = new Set<string>()
  const newest = newestFirst.filter(
    ({ deploymentGroupId }) => !seen.has(deploymentGroupId) && seen.add(deploymentGroupId),
  )
  const found = newest.flatMap((row) => attentionFor(row, now) ?? [])
  return found.toSorted((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind))
}

const urgency: readonly Attention['kind'][] = ['losing', 'failed', 'held', 'stopped', 'silentHosts']

function attentionFor(row: DeploymentSummary, now: number): Attention | undefined {
  const { deploymentId, applicationName, deploymentGroupName, status, deploymentOverview, held, completeTime } = row
  const about = { deploymentId, applicationName, deploymentGroupName }
  const failed = deploymentOverview.Failed
  if (isTerminal(status)) {
    if (status === 'Succeeded' || completeTime === undefined || now - Date.parse(completeTime) > freshHours * hourMs)
      return undefined
    const isFailure = status === 'Failed'
    const text = isFailure
      ? `${deploymentId} failed: ${row.errorInformation?.message ?? `${failed} hosts failed.`}`
      : `${deploymentId} was stopped, and nothing was deployed here since.`
    return { kind: isFailure ? 'failed' : 'stopped', text, ...about, since: completeTime }
  }
  if (failed > 0)
    return { kind: 'losing', text: losingText(row), ...about, ...(row.startTime && { since: row.startTime }) }
  if (held === undefined) return undefined
  return {
    kind: 'held',
    text: `${deploymentId} is held by ${held.by}: no further host starts.`,
    ...about,
    since: held.since,
  }
}

function losingText({ deploymentId, deploymentOverview, health }: DeploymentSummary): string {
  const failed = deploymentOverview.Failed
  const lost = `${failed} of ${health.total} hosts ${failed === 1 ? 'has' : 'have'} failed in ${deploymentId}`
  if (health.failuresLeft <= 0) return `${lost}. The next failure stops it.`
  return `${lost}. ${health.failuresLeft} more may fail.`
}

/** Hosts that were heard since the start of the service and are not any more. */
async function silentHosts({ actor: { accountId }, ports }: Call): Promise<Attention[]> {
  const silent = await silentNames(ports.store, accountId, (name) => ports.presence(accountId, name)?.silentSince)
  if (silent.length === 0) return []
  const named = silent.slice(0, mostNamed).map(({ name }) => name)
  const others = silent.length - named.length
  const words = others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ')
  const since = isoTime(Math.min(...silent.map((one) => one.since)))
  return [{ kind: 'silentHosts', text: `Nothing is heard from ${words}.`, since }]
}

async function silentNames(store: Store, accountId: string, silentSince: (name: string) => number | undefined) {
  const instances = await store.list('instances', directoryKeys.instances(accountId))
  return instances.flatMap(({ instanceName, deregisterTime }) => {
    const since = deregisterTime === undefined ? silentSince(instanceName) : undefined
    return since === undefined ? [] : [{ name: instanceName, since }]
  })
}
