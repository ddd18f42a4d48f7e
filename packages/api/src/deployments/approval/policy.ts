/** What an approval must keep to. A policy may be made stricter while a deployment waits; to loosen it helps nobody who waits. */
import type { ApprovalPolicy, DeploymentGroup, DeploymentSpec } from '@sluice/model'

export function policyOf(spec: DeploymentSpec, group: DeploymentGroup | undefined): ApprovalPolicy | undefined {
  const then = spec.blueGreen?.readyWait?.policy
  const now = group?.approvalPolicy
  if (now === undefined) return then
  // How many must approve was settled when it started: the deployment itself counts them.
  if (then === undefined) return { ...now, approvers: 1 }
  return {
    approvers: then.approvers,
    ownApprovalAllowed: then.ownApprovalAllowed && now.ownApprovalAllowed,
    noteRequired: then.noteRequired || now.noteRequired,
    typedConfirmation: then.typedConfirmation || now.typedConfirmation,
  }
}
