/**
 * The operation table: every operation of the product, by name. Browser-safe. A new operation is one folder and one line here.
 */
import { getSession } from './session/get-session/contract.ts'
import { signIn } from './session/sign-in/contract.ts'
import { signOut } from './session/sign-out/contract.ts'
import { setPassword } from './session/set-password/contract.ts'
import { listUsers } from './users/list-users/contract.ts'
import { createUser } from './users/create-user/contract.ts'
import { updateUser } from './users/update-user/contract.ts'
import { createSignInLink } from './users/create-sign-in-link/contract.ts'
import { createAccessToken } from './users/create-access-token/contract.ts'
import { listAccessTokens } from './users/list-access-tokens/contract.ts'
import { revokeAccessToken } from './users/revoke-access-token/contract.ts'
import { listAuditRecords } from './audit/list-audit-records/contract.ts'
import { createApplication } from './applications/create-application/contract.ts'
import { getApplication } from './applications/get-application/contract.ts'
import { updateApplication } from './applications/update-application/contract.ts'
import { deleteApplication } from './applications/delete-application/contract.ts'
import { listApplications } from './applications/list-applications/contract.ts'
import { createDeploymentGroup } from './deployment-groups/create-deployment-group/contract.ts'
import { getDeploymentGroup } from './deployment-groups/get-deployment-group/contract.ts'
import { listDeploymentGroups } from './deployment-groups/list-deployment-groups/contract.ts'
import { getGroupDrift } from './deployment-groups/get-group-drift/contract.ts'
import { listGroupInstances } from './deployment-groups/list-group-instances/contract.ts'
import { updateDeploymentGroup } from './deployment-groups/update-deployment-group/contract.ts'
import { deleteDeploymentGroup } from './deployment-groups/delete-deployment-group/contract.ts'
import { listDeploymentConfigs } from './deployment-configs/list-deployment-configs/contract.ts'
import { getDeploymentConfig } from './deployment-configs/get-deployment-config/contract.ts'
import { createDeploymentConfig } from './deployment-configs/create-deployment-config/contract.ts'
import { deleteDeploymentConfig } from './deployment-configs/delete-deployment-config/contract.ts'
import { previewDeploymentConfig } from './deployment-configs/preview-deployment-config/contract.ts'
import { registerApplicationRevision } from './revisions/register-application-revision/contract.ts'
import { getApplicationRevision } from './revisions/get-application-revision/contract.ts'
import { listApplicationRevisions } from './revisions/list-application-revisions/contract.ts'
import { checkRevision } from './revisions/check-revision/contract.ts'
import { checkAppSpec } from './revisions/check-app-spec/contract.ts'
import { getRevisionFile } from './revisions/get-revision-file/contract.ts'
import { planDeployment } from './deployments/plan-deployment/contract.ts'
import { createDeployment } from './deployments/create-deployment/contract.ts'
import { saveDraft } from './drafts/save-draft/contract.ts'
import { getDraft } from './drafts/get-draft/contract.ts'
import { getDeployment } from './deployments/get-deployment/contract.ts'
import { listDeployments } from './deployments/list-deployments/contract.ts'
import { stopDeployment } from './deployments/stop-deployment/contract.ts'
import { holdDeployment } from './deployments/hold-deployment/contract.ts'
import { continueDeployment } from './deployments/continue-deployment/contract.ts'
import { getApproval } from './deployments/get-approval/contract.ts'
import { listApprovals } from './deployments/list-approvals/contract.ts'
import { planRollBack } from './deployments/plan-roll-back/contract.ts'
import { planStop } from './deployments/plan-stop/contract.ts'
import { rollBackDeployment } from './deployments/roll-back-deployment/contract.ts'
import { listDeploymentEvents } from './deployments/list-deployment-events/contract.ts'
import { getDeploymentTimings } from './deployments/get-deployment-timings/contract.ts'
import { listTargetsLeftPartWay } from './deployments/list-targets-left-part-way/contract.ts'
import { saveView } from './views/save-view/contract.ts'
import { listViews } from './views/list-views/contract.ts'
import { deleteView } from './views/delete-view/contract.ts'
import { getDeploymentLog } from './deployments/get-deployment-log/contract.ts'
import { searchDeploymentLog } from './deployments/search-deployment-log/contract.ts'
import { getDeploymentFailures } from './deployments/failures/get-deployment-failures/contract.ts'
import { compareTargetLogs } from './deployments/failures/compare-target-logs/contract.ts'
import { getDeploymentChanges } from './deployments/changes/get-deployment-changes/contract.ts'
import { listDeploymentTargets } from './targets/list-deployment-targets/contract.ts'
import { getDeploymentTarget } from './targets/get-deployment-target/contract.ts'
import { getTargetLedger } from './targets/get-target-ledger/contract.ts'
import { batchGetDeploymentTargets } from './targets/batch-get-deployment-targets/contract.ts'
import { listOnPremisesInstances } from './instances/list-on-premises-instances/contract.ts'
import { getOnPremisesInstance } from './instances/get-on-premises-instance/contract.ts'
import { batchGetOnPremisesInstances } from './instances/batch-get-on-premises-instances/contract.ts'
import { deregisterOnPremisesInstance } from './instances/deregister-on-premises-instance/contract.ts'
import { createEnrolmentToken } from './instances/create-enrolment-token/contract.ts'
import { addTagsToOnPremisesInstances } from './instances/add-tags-to-on-premises-instances/contract.ts'
import { removeTagsFromOnPremisesInstances } from './instances/remove-tags-from-on-premises-instances/contract.ts'
import { previewInstanceTags } from './instances/preview-instance-tags/contract.ts'
import { listInstanceGroups } from './instances/list-instance-groups/contract.ts'
import { listInstanceDeployments } from './instances/list-instance-deployments/contract.ts'
import { createLoadBalancer } from './load-balancers/create-load-balancer/contract.ts'
import { listLoadBalancers } from './load-balancers/list-load-balancers/contract.ts'
import { getLoadBalancer } from './load-balancers/get-load-balancer/contract.ts'
import { updateLoadBalancer } from './load-balancers/update-load-balancer/contract.ts'
import { deleteLoadBalancer } from './load-balancers/delete-load-balancer/contract.ts'
import { createTargetGroup } from './load-balancers/create-target-group/contract.ts'
import { createScalingGroup } from './scaling-groups/create-scaling-group/contract.ts'
import { listScalingGroups } from './scaling-groups/list-scaling-groups/contract.ts'
import { listActivity } from './activity/list-activity/contract.ts'
import { getNow } from './now/get-now/contract.ts'
import type { AnyOperation, InputOf, OutputOf } from './operation.ts'

export const operations = {
  getSession,
  signIn,
  signOut,
  setPassword,
  listUsers,
  createUser,
  updateUser,
  createSignInLink,
  createAccessToken,
  listAccessTokens,
  revokeAccessToken,
  listAuditRecords,
  createApplication,
  getApplication,
  listApplications,
  deleteApplication,
  updateApplication,
  createDeploymentGroup,
  getDeploymentGroup,
  listDeploymentGroups,
  getGroupDrift,
  listGroupInstances,
  updateDeploymentGroup,
  deleteDeploymentGroup,
  listDeploymentConfigs,
  getDeploymentConfig,
  createDeploymentConfig,
  deleteDeploymentConfig,
  previewDeploymentConfig,
  registerApplicationRevision,
  getApplicationRevision,
  listApplicationRevisions,
  checkRevision,
  getRevisionFile,
  checkAppSpec,
  planDeployment,
  createDeployment,
  saveDraft,
  getDraft,
  getDeployment,
  listDeployments,
  stopDeployment,
  holdDeployment,
  continueDeployment,
  getApproval,
  listApprovals,
  planRollBack,
  planStop,
  rollBackDeployment,
  listDeploymentEvents,
  getDeploymentTimings,
  listTargetsLeftPartWay,
  saveView,
  listViews,
  deleteView,
  getDeploymentLog,
  searchDeploymentLog,
  getDeploymentFailures,
  compareTargetLogs,
  getDeploymentChanges,
  listDeploymentTargets,
  getDeploymentTarget,
  getTargetLedger,
  batchGetDeploymentTargets,
  listOnPremisesInstances,
  getOnPremisesInstance,
  batchGetOnPremisesInstances,
  deregisterOnPremisesInstance,
  createEnrolmentToken,
  addTagsToOnPremisesInstances,
  removeTagsFromOnPremisesInstances,
  previewInstanceTags,
  listInstanceGroups,
  listInstanceDeployments,
  createLoadBalancer,
  listLoadBalancers,
  getLoadBalancer,
  updateLoadBalancer,
  deleteLoadBalancer,
  createTargetGroup,
  createScalingGroup,
  listScalingGroups,
  listActivity,
  getNow,
} as const satisfies Record<string, AnyOperation>

export type Operations = typeof operations
export type OperationName = keyof Operations
export type Input<N extends OperationName> = InputOf<Operations[N]>
export type Output<N extends OperationName> = OutputOf<Operations[N]>

export type { AnyOperation, InputOf, OutputOf } from './operation.ts'
export { SessionInfo } from './session/get-session/contract.ts'
export { ActivityInfo, SetUpChange } from './activity/list-activity/contract.ts'
export { Attention } from './now/get-now/contract.ts'
export { WaitingApproval } from './deployments/list-approvals/contract.ts'
export { UserInfo } from './users/list-users/contract.ts'
export { ApplicationOverview } from './applications/list-applications/contract.ts'
export { DeploymentGroupInfo } from './deployment-groups/get-deployment-group/contract.ts'
export { DeploymentConfigOverview } from './deployment-configs/list-deployment-configs/contract.ts'
export { BundleContents, HookScripts, NamedFile } from './bundles/bundle-contents.ts'
export { RevisionFile } from './revisions/get-revision-file/contract.ts'
export { RevisionInfo } from './revisions/get-application-revision/contract.ts'
export { GroupUse, UsedBy } from './revisions/revision-use-form.ts'
export { DriftingHost } from './deployment-groups/get-group-drift/contract.ts'
export { GroupInstance } from './deployment-groups/list-group-instances/contract.ts'
export { RevisionOverview } from './revisions/list-application-revisions/contract.ts'
export { PlannedHost, RevisionChanges } from './deployments/plan-deployment/contract.ts'
export { EarlierFailure, FailingScript, FailureGroupInfo, NumberedLine } from './deployments/failures/schemas.ts'
export { LogStretch } from './deployments/failures/compare-target-logs/contract.ts'
export { SettingChange } from './deployments/changes/get-deployment-changes/contract.ts'
export { MemberInfo } from './load-balancers/get-load-balancer/contract.ts'
export { SavedViewInfo } from './views/list-views/contract.ts'
export { DeploymentTimings, EventTiming } from './deployments/get-deployment-timings/contract.ts'
export { LeftPartWay } from './deployments/list-targets-left-part-way/contract.ts'
export { InstanceInfo } from './instances/list-on-premises-instances/contract.ts'
export { GroupAfterTags } from './instances/preview-instance-tags/contract.ts'
export { InstanceGroup } from './instances/list-instance-groups/contract.ts'
export { InstanceDeployment } from './instances/list-instance-deployments/contract.ts'
