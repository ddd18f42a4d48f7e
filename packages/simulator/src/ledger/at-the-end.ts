/** What must hold when a scenario has come to rest. */
import { firstAccountId, parseCommandId } from '@sluice/model'
import { verifyAudit } from '@sluice/store'
import type { Host } from '../world/host.ts'
import type { People } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { hold } from './broken.ts'
import { checkTarget } from './check-rows.ts'
import { hasEnded } from './deployment-record.ts'
import { checkRowsOfHosts, textOf } from './host-standing.ts'

export async function checkAtTheEnd(world: World, hosts: ReadonlyMap<string, Host>, people: People): Promise<void> {
  const { ledger, store, scenario } = world
  const groups = scenario.groups.map(({ groupId }) => groupId)
  const records = [...ledger.deployments()]
  const rows = await Promise.all(records.map(({ spec }) => store.listTargets(spec.deploymentId)))
  const standings = await Promise.all(groups.map((groupId) => store.listStandings(groupId)))
  const audit = await store.auditFrom(firstAccountId, 1, Number.MAX_SAFE_INTEGER)
  const running = await store.runningDeployments()
  ledger.guard(() => {
    for (const record of records)
      hold('everything ends', hasEnded(record), () => `${record.spec.deploymentId} is ${record.status} for ever`)
    hold('everything ends', running.length === 0, () => `${running.length} rows still run`)
    records.forEach((record, at) => {
      const targets = rows[at] ?? []
      hold(
        'rows equal a recount',
        targets.length === record.hosts.length,
        () => `${record.spec.deploymentId}: ${targets.length} rows`,
      )
      for (const target of targets) checkTarget(record, target)
    })
    groups.forEach((groupId, at) => {
      const written = (standings[at] ?? []).map((row) => [row.instanceName, textOf(row)] as const)
      checkRowsOfHosts(ledger.group(groupId), groupId, new Map(written))
    })
    for (const host of hosts.values()) checkJournal(world, host)
    const verdict = verifyAudit(audit)
    hold('the audit chain is whole', verdict.intact, () => JSON.stringify(verdict))
    checkAudit(audit, people)
  })
}

/** What a host did is what the ledger says that it was granted and what came of it. */
function checkJournal({ ledger }: World, { name, ran }: Host): void {
  for (const [id, { times, result }] of ran) {
    hold('a hook is run once', times === 1, () => `${id} ran ${times} times`)
    const { deploymentId, event } = parseCommandId(id)
    const record = ledger.deployment(deploymentId)
    const host = record?.hosts[record.places.get(name) ?? -1]
    const place = record?.events.findIndex((known) => known === event) ?? -1
    hold('only what was granted ran', host?.granted[place] !== undefined, () => `${id} ran and was not granted`)
    const status = host.events[place]
    hold(
      'the journal agrees',
      status !== 'Succeeded' || result === 'Succeeded',
      () => `${id} is ${status}, the host says ${result}`,
    )
  }
}

/** Each request that was answered is in the audit, once. */
function checkAudit(audit: readonly { requestId: string; outcome: string }[], { answered, refused }: People): void {
  const done = audit.filter(({ outcome }) => outcome === 'done').map(({ requestId }) => requestId)
  hold('each write is in the audit once', new Set(done).size === done.length, () => done.join(' '))
  const known = new Set(audit.map(({ requestId }) => requestId))
  for (const requestId of [...answered, ...refused])
    hold('each answer is in the audit', known.has(requestId), () => `${requestId} was answered`)
}
