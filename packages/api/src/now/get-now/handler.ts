import { directoryKeys } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { endedBadly, runsBadly } from '../deployments-in-trouble.ts'
import type { Attention } from './contract.ts'

const days = 14
const hourMs = 3_600_000
const mostNamed = 3
/** Silent hosts beyond these are counted, not looked up. */
const mostLookedUp = 100

export const getNow: Handler<'getNow'> = async (_input, call) => {
  const { store, now } = call.ports
  const { accountId } = call.actor
  const from = isoTime(Math.floor(now() / hourMs - days * 24) * hourMs)
  const found = [
    ...(await runsBadly(store, accountId)),
    ...(await endedBadly(store, accountId, now())),
    ...(await silentHosts(call)),
  ]
  return {
    attention: found.toSorted((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind)),
    hours: await store.countDeployments(accountId, from),
    days,
  }
}

const urgency: readonly Attention['kind'][] = ['losing', 'failed', 'held', 'stopped', 'failedHosts', 'silentHosts']

/** Hosts that were heard since the start of the service and are not any more. Nobody waits for one that was deregistered. */
async function silentHosts({ actor: { accountId }, ports }: Call): Promise<Attention[]> {
  const silent = ports
    .allPresence(accountId)
    .flatMap(({ instanceName, silentSince }) => (silentSince === undefined ? [] : [{ instanceName, silentSince }]))
    .toSorted((a, b) => a.silentSince - b.silentSince)
  const rows = await Promise.all(
    silent
      .slice(0, mostLookedUp)
      .map(({ instanceName }) => ports.store.get('instances', directoryKeys.instance(accountId, instanceName))),
  )
  const missed = silent.filter((_, at) => at >= mostLookedUp || rows[at]?.deregisterTime === undefined)
  const [first] = missed
  if (first === undefined) return []
  const named = missed.slice(0, mostNamed).map(({ instanceName }) => instanceName)
  const others = missed.length - named.length
  const words = others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ')
  return [{ kind: 'silentHosts', text: `Nothing is heard from ${words}.`, since: isoTime(first.silentSince) }]
}
