/** What the hosts of a deployment had before it, where that is not on each what it is shown against. */
import type { DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { lookedUpBefore, previousRevisions } from '../failures/previous-revisions.ts'

/** So many that the last few deployments did not reach are each looked up. */
const mostLookUps = 100
const nothing = 'nothing of this group'

/** Undefined where all had `against`, and in blue/green, where hosts are other ones each time. */
export async function hostsHad(
  store: Store,
  deployment: DeploymentSummary,
  { targets, against }: { targets: readonly string[]; against: string },
): Promise<string | undefined> {
  if (deployment.blueGreen !== undefined) return undefined
  const names = new Map<string, string | undefined>(await previousRevisions(store, deployment))
  const open = targets.filter((name) => !names.has(name))
  if (open.length <= mostLookUps)
    for (const name of open) {
      const { deployment: before, isKnown } = await lookedUpBefore(store, deployment, name)
      names.set(name, before?.revisionName ?? (isKnown ? nothing : undefined))
    }
  const counts = new Map<string | undefined, number>()
  for (const name of targets) counts.set(names.get(name), (counts.get(names.get(name)) ?? 0) + 1)
  return counts.get(against) === targets.length ? undefined : sentenceOf(counts)
}

function sentenceOf(counts: ReadonlyMap<string | undefined, number>): string {
  const parts = [...counts]
    .toSorted((a, b) => Number(a[0] === undefined) - Number(b[0] === undefined) || b[1] - a[1])
    .map(([name, count]) =>
      name === undefined ? `of ${hosts(count)} it is not known here` : `${hosts(count)} had ${name}`,
    )
  return `Before it, ${parts.join(', ')}.`
}

const hosts = (count: number): string => `${count.toLocaleString('en')} host${count === 1 ? '' : 's'}`
