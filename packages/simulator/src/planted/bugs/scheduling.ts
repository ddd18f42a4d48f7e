/** How many hosts may run, when a deployment has failed, and what is counted on the way. */
import type { PlantedBug } from '../planted-bug.ts'

const minimumHealthy = 'packages/engine/src/minimum-healthy.ts'
const rolling = 'packages/engine/src/strategies/rolling.ts'

export const schedulingBugs: readonly PlantedBug[] = [
  {
    name: 'a minimum that is given in hosts is one too low',
    file: minimumHealthy,
    find: "case 'HOST_COUNT':\n      return minimum.value",
    replace: "case 'HOST_COUNT':\n      return minimum.value - 1",
  },
  {
    name: 'hosts that failed in an earlier deployment and wait in a later zone count as healthy',
    file: minimumHealthy,
    find: 'failed: counts.failed + waiting, outOfService',
    replace: 'failed: counts.failed, outOfService',
  },
  {
    name: 'where none may be updated, hosts that failed in an earlier deployment are not tried either',
    file: minimumHealthy,
    find: 'return Math.max((counts.outOfService ?? 0) > 0 ? 1 : 0, counts',
    replace: 'return Math.max(0, counts',
  },
  {
    name: 'a percentage is rounded down to hosts',
    file: minimumHealthy,
    find: 'Math.ceil((total * minimum.value) / 100)',
    replace: 'Math.floor((total * minimum.value) / 100)',
  },
  {
    name: 'a deployment of which no host succeeded has succeeded',
    file: minimumHealthy,
    find: 'succeeded >= Math.max(1, minimum)',
    replace: 'succeeded >= minimum',
  },
  {
    name: 'a hold is ignored',
    file: rolling,
    find: 'if (draft.isHeld) return',
    replace: '',
  },
  {
    name: 'a deployment that can start no host any more does not fail',
    file: rolling,
    find: "mayStartNext(draft, 1) === 0 ? 'failed' : undefined",
    replace: 'undefined',
  },
  {
    name: 'a stage ends while its last hosts still run',
    file: rolling,
    find: 'if (counts.inFlight > 0) return undefined',
    replace: 'if (counts.inFlight > 0 && counts.pending > 0) return undefined',
  },
  {
    name: 'the next zone starts without the bake',
    file: 'packages/engine/src/strategies/in-place/zones.ts',
    find: 'if (isShort(of) || mustBake(of)) return 0',
    replace: 'if (isShort(of)) return 0',
  },
  {
    name: 'a bake lasts a hundredth of its time',
    file: 'packages/engine/src/strategies/in-place/zones.ts',
    find: 'bakeSecondsAfter(spec, zoning.zone) * 1000',
    replace: 'bakeSecondsAfter(spec, zoning.zone) * 10',
  },
  {
    name: 'in a zone one host runs at a time although more may',
    file: 'packages/engine/src/strategies/in-place/zones.ts',
    find: 'return startable(counts, minimum, limits.startsPerDecision, ',
    replace: 'return startable(counts, minimum, 1 - counts.inFlight, ',
  },
  {
    name: 'a host that failed is counted as gone, not as failed',
    file: 'packages/engine/src/deployment/counts.ts',
    find: 'counts.failed += 1',
    replace: '',
  },
  {
    name: 'hosts that were not started stay pending after the end',
    file: 'packages/engine/src/deployment/ending.ts',
    find: "skipPending(draft)\n  end(draft, 'Failed', error)",
    replace: "end(draft, 'Failed', error)",
  },
  {
    name: 'the last successful revision changes after a stop',
    file: 'packages/engine/src/group/the-end.ts',
    find: "return status === 'Succeeded' ||",
    replace: "return status !== 'Failed' ||",
  },
  {
    name: 'a group admits a second deployment while one runs',
    file: 'packages/engine/src/group/group-aggregate.ts',
    find: 'if (active !== undefined) return refuseBusy(',
    replace: 'if (active === null) return refuseBusy(',
  },
]
