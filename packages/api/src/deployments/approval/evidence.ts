/** What the approval page shows, and what is kept with a decision: the moment in words and numbers, beside what was measured. */
import type { ApprovalEvidence, ApprovalSide, TrafficMeasure } from '@sluice/model'
import { isoTime } from '../../queries/random-ids.ts'
import { checksOf, healthySince } from './checks.ts'
import type { Measures } from './measures.ts'
import type { Fleet, Moment } from './moment.ts'

export function evidenceOf(moment: Moment, measures: Measures): ApprovalEvidence {
  const { deployment, spec, original, replacement } = moment
  const [own, before] = [deployment.revisionName, deployment.previousRevisionName]
  const isBack = spec.blueGreen.kind === 'trafficBack'
  return {
    at: isoTime(moment.at),
    original: sideOf(original, isBack ? own : before, measures.original),
    replacement: sideOf(replacement, isBack ? before : own, measures.replacement),
    checks: checksOf(moment),
  }
}

/** As it is kept with the decision, in a row that is read often: of a large fleet those who were not well, then the others. */
export function keptEvidence(evidence: ApprovalEvidence): ApprovalEvidence {
  return withMembers(evidence, mostKept)
}

/** As it is answered: the page asks again every few seconds, and the totals say how many there are. */
export function shownEvidence(evidence: ApprovalEvidence): ApprovalEvidence {
  return withMembers(evidence, mostShown)
}

const mostKept = 50
const mostShown = 60

function withMembers(evidence: ApprovalEvidence, most: number): ApprovalEvidence {
  const { original, replacement } = evidence
  return { ...evidence, original: sickFirst(original, most), replacement: sickFirst(replacement, most) }
}

function sickFirst(side: ApprovalSide, most: number): ApprovalSide {
  if (side.members.length <= most) return side
  const members = side.members.toSorted((a, b) => Number(a.healthy) - Number(b.healthy))
  return { ...side, members: members.slice(0, most) }
}

function sideOf(
  fleet: Fleet,
  revisionName: string | undefined,
  { listener, measured }: { listener: 'production' | 'test'; measured: TrafficMeasure | undefined },
): ApprovalSide {
  const since = healthySince(fleet)
  return {
    ...(revisionName !== undefined && { revisionName }),
    total: fleet.members.length,
    healthy: fleet.members.filter(({ healthy }) => healthy).length,
    ...(since !== undefined && { healthySince: isoTime(since) }),
    trafficPercent: fleet.trafficPercent,
    listener,
    ...(measured && { measured }),
    members: fleet.members.map(({ targetId, healthy, reason }) => ({ targetId, healthy, reason })),
  }
}
