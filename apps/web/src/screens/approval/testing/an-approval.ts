/** For tests of the approval: a deployment that waits, and what the server says about it. */
import type { Output } from '@sluice/api/contracts'
import type { ApprovalCheck, BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { partOf } from '../../../query/testing/part-of.ts'

export type Approval = Output<'getApproval'>

const fleet = { total: 2, pending: 0, inProgress: 0, ready: 2, succeeded: 0, failed: 0, skipped: 0 }
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

export function waitingDeployment(standing: Partial<BlueGreenStanding> = {}, more: object = {}): DeploymentSummary {
  return partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    applicationName: 'shop',
    deploymentGroupName: 'production',
    revisionName: '1.1',
    previousRevisionName: '1.0',
    status: 'Ready',
    startedBy: 'Dana',
    createTime: '2026-11-22T12:00:00.000Z',
    sentence: [{ kind: 'text', text: 'The replacement is ready.' }],
    actions: { stop: { allowed: true }, endTerminationWait: { allowed: standing.step === 'terminationWait' } },
    blueGreen: {
      kind: 'forward',
      step: 'ready',
      original: fleet,
      replacement: fleet,
      isProvisioned: true,
      ready: {
        since: '2026-11-22T12:01:00.000Z',
        until: inMinutes(40),
        atItsEnd: 'STOP_DEPLOYMENT',
        approvers: 1,
        approvals: [],
      },
      rerouted: 0,
      blocked: 0,
      originals: { action: 'TERMINATE', waitMinutes: 60 },
      ...standing,
    },
    ...more,
  })
}

const hosts = (healthy: number, ...names: string[]) =>
  names.map((targetId, at) => ({ targetId, healthy: at < healthy, reason: at < healthy ? '' : 'HTTP 503' }))

export function check(part: Partial<ApprovalCheck> = {}): ApprovalCheck {
  return { name: 'replacementHealthy', state: 'ok', sentence: 'All 2 replacement hosts are healthy.', ...part }
}

export function anApproval(more: Partial<Approval> = {}, checks: ApprovalCheck[] = [check()]): Approval {
  const side = { total: 2, healthy: 2 }
  return {
    evidence: {
      at: '2026-11-22T12:02:00.000Z',
      original: {
        ...side,
        revisionName: '1.0',
        trafficPercent: 100,
        listener: 'production',
        members: hosts(2, 'local-1', 'local-2'),
      },
      replacement: {
        ...side,
        revisionName: '1.1',
        trafficPercent: 0,
        listener: 'test',
        members: hosts(2, 'local-7', 'local-8'),
      },
      checks,
    },
    seen: 'seen-1',
    mayApprove: { allowed: true },
    noteRequired: true,
    phrase: 'production',
    approvals: [],
    listeners: { production: 'http://127.0.0.1:8080', test: 'http://127.0.0.1:8443' },
    maySendBack: { allowed: false, reason: 'The users were not moved yet.' },
    ...more,
  }
}
