/**
 * The state that a person saw, as a hash: an approval is good for exactly this and nothing else (A20). The parts stand behind
 * the hash of the whole, shortened, so that a refusal can say what changed.
 */
import { createHash } from 'node:crypto'
import type { Moment } from './moment.ts'

export function seenOf(moment: Moment): string {
  const parts = partsOf(moment)
  return [hash(parts), ...partNames.map((name) => hash(parts[name]).slice(0, 8))].join('-')
}

/** One sentence for whoever saw something else. */
export function whatChanged(seen: string, moment: Moment): string {
  const [, ...before] = seen.split('-')
  const [, ...now] = seenOf(moment).split('-')
  const at = now.findIndex((part, place) => before[place] !== part)
  const name = before.length === now.length ? partNames[at] : undefined
  return `${name === undefined ? 'Something changed since you opened this' : sentences[name](moment)}. Review again.`
}

const partNames = ['replacement', 'bundle', 'original', 'approvals', 'policy', 'deployment'] as const

type Parts = Record<(typeof partNames)[number], unknown>

/** Lists of lists: their JSON has one form only. */
function partsOf({ deployment, spec, policy, original, replacement, targets, bundleSha256 }: Moment): Parts {
  const { deploymentId, blueGreen } = deployment
  const statuses = new Map(targets.map(({ targetId, status }) => [targetId, status]))
  return {
    replacement: replacement.members.map(({ targetId, healthy }) => [targetId, healthy, statuses.get(targetId)]),
    bundle: [spec.revision.sha256, bundleSha256 ?? null],
    original: original.members.map(({ targetId, healthy }) => [targetId, healthy]),
    approvals: (blueGreen.ready?.approvals ?? []).map(({ actorId, at }) => [actorId, at]),
    policy: policy
      ? [policy.approvers, policy.ownApprovalAllowed, policy.noteRequired, policy.typedConfirmation]
      : null,
    deployment: [deploymentId, blueGreen.step],
  }
}

const sentences: Record<(typeof partNames)[number], (moment: Moment) => string> = {
  replacement: ({ replacement }) =>
    `Replacement health changed since you opened this: ${healthyOf(replacement.members)}`,
  bundle: ({ spec }) => `The bundle of ${spec.revision.name} changed since you opened this`,
  original: ({ original }) => `Original health changed since you opened this: ${healthyOf(original.members)}`,
  approvals: ({ deployment: { blueGreen } }) =>
    `${blueGreen.ready?.approvals.at(-1)?.by ?? 'Somebody'} approved since you opened this`,
  policy: () => 'The approval policy of the group changed since you opened this',
  deployment: () => 'The deployment went on since you opened this',
}

const healthyOf = (members: readonly { healthy: boolean }[]): string =>
  `${members.filter(({ healthy }) => healthy).length} of ${members.length}`

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
