/** The registry of handlers, one for each operation of the table. */
import { getSession } from './session/get-session/handler.ts'
import { signIn } from './session/sign-in/handler.ts'
import { signOut } from './session/sign-out/handler.ts'
import { setPassword } from './session/set-password/handler.ts'
import { listUsers } from './users/list-users/handler.ts'
import { createUser } from './users/create-user/handler.ts'
import { updateUser } from './users/update-user/handler.ts'
import { createSignInLink } from './users/create-sign-in-link/handler.ts'
import { createAccessToken } from './users/create-access-token/handler.ts'
import { listAccessTokens } from './users/list-access-tokens/handler.ts'
import { revokeAccessToken } from './users/revoke-access-token/handler.ts'
import { listAuditRecords } from './audit/list-audit-records/handler.ts'
import { createApplication } from './applications/create-application/handler.ts'
import { getApplication } from './applications/get-application/handler.ts'
import { updateApplication } from './applications/update-application/handler.ts'
import { deleteApplication } from './applications/delete-application/handler.ts'
import { listApplications } from './applications/list-applications/handler.ts'
import { createDeploymentGroup } from './deployment-groups/create-deployment-group/handler.ts'
import { getDeploymentGroup } from './deployment-groups/get-deployment-group/handler.ts'
import { listDeploymentGroups } from './deployment-groups/list-deployment-groups/handler.ts'
import { getGroupDrift } from './deployment-groups/get-group-drift/handler.ts'
import { listGroupInstances } from './deployment-groups/list-group-instances/handler.ts'
import { updateDeploymentGroup } from './deployment-groups/update-deployment-group/handler.ts'
import { deleteDeploymentGroup } from './deployment-groups/delete-deployment-group/handler.ts'
import { listDeploymentConfigs } from './deployment-configs/list-deployment-configs/handler.ts'
import { getDeploymentConfig } from './deployment-configs/get-deployment-config/handler.ts'
import { createDeploymentConfig } from './deployment-configs/create-deployment-config/handler.ts'
import { deleteDeploymentConfig } from './deployment-configs/delete-deployment-config/handler.ts'
import { previewDeploymentConfig } from './deployment-configs/preview-deployment-config/handler.ts'
import { registerApplicationRevision } from './revisions/register-application-revision/handler.ts'
import { getApplicationRevision } from './revisions/get-application-revision/handler.ts'
import { listApplicationRevisions } from './revisions/list-application-revisions/handler.ts'
import { checkRevision } from './revisions/check-revision/handler.ts'
import { checkAppSpec } from './revisions/check-app-spec/handler.ts'
import { getRevisionFile } from './revisions/get-revision-file/handler.ts'
import { planDeployment } from './deployments/plan-deployment/handler.ts'
import { createDeployment } from './deployments/create-deployment/handler.ts'
import { saveDraft } from './drafts/save-draft/handler.ts'
import { getDraft } from './drafts/get-draft/handler.ts'
import { getDeployment } from './deployments/get-deployment/handler.ts'
import { listDeployments } from './deployments/list-deployments/handler.ts'
import { stopDeployment } from './deployments/stop-deployment/handler.ts'
import { holdDeployment } from './deployments/hold-deployment/handler.ts'
import { continueDeployment } from './deployments/continue-deployment/handler.ts'
import { getApproval } from './deployments/get-approval/handler.ts'
import { listApprovals } from './deployments/list-approvals/handler.ts'
import { planRollBack } from './deployments/plan-roll-back/handler.ts'
import { planStop } from './deployments/plan-stop/handler.ts'
import { rollBackDeployment } from './deployments/roll-back-deployment/handler.ts'
import { listDeploymentEvents } from './deployments/list-deployment-events/handler.ts'
import { getDeploymentTimings } from './deployments/get-deployment-timings/handler.ts'
import { listTargetsLeftPartWay } from './deployments/list-targets-left-part-way/handler.ts'
import { saveView } from './views/save-view/handler.ts'
import { listViews } from './views/list-views/handler.ts'
import { deleteView } from './views/delete-view/handler.ts'
import { getDeploymentLog } from './deployments/get-deployment-log/handler.ts'
import { searchDeploymentLog } from './deployments/search-deployment-log/handler.ts'
import { getDeploymentFailures } from './deployments/failures/get-deployment-failures/handler.ts'
import { compareTargetLogs } from './deployments/failures/compare-target-logs/handler.ts'
import { getDeploymentChanges } from './deployments/changes/get-deployment-changes/handler.ts'
import { listDeploymentTargets } from './targets/list-deployment-targets/handler.ts'
import { getTargetLedger } from './targets/get-target-ledger/handler.ts'
import { getDeploymentTarget } from './targets/get-deployment-target/handler.ts'
import { batchGetDeploymentTargets } from './targets/batch-get-deployment-targets/handler.ts'
import { listOnPremisesInstances } from './instances/list-on-premises-instances/handler.ts'
import { getOnPremisesInstance } from './instances/get-on-premises-instance/handler.ts'
import { batchGetOnPremisesInstances } from './instances/batch-get-on-premises-instances/handler.ts'
import { deregisterOnPremisesInstance } from './instances/deregister-on-premises-instance/handler.ts'
import { createEnrolmentToken } from './instances/create-enrolment-token/handler.ts'
import { addTagsToOnPremisesInstances } from './instances/add-tags-to-on-premises-instances/handler.ts'
import { removeTagsFromOnPremisesInstances } from './instances/remove-tags-from-on-premises-instances/handler.ts'
import { previewInstanceTags } from './instances/preview-instance-tags/handler.ts'
import { listInstanceGroups } from './instances/list-instance-groups/handler.ts'
import { listInstanceDeployments } from './instances/list-instance-deployments/handler.ts'
import { createLoadBalancer } from './load-balancers/create-load-balancer/handler.ts'
import { listLoadBalancers } from './load-balancers/list-load-balancers/handler.ts'
import { getLoadBalancer } from './load-balancers/get-load-balancer/handler.ts'
import { updateLoadBalancer } from './load-balancers/update-load-balancer/handler.ts'
import { deleteLoadBalancer } from './load-balancers/delete-load-balancer/handler.ts'
import { createTargetGroup } from './load-balancers/create-target-group/handler.ts'
import { createScalingGroup } from './scaling-groups/create-scaling-group/handler.ts'
import { listScalingGroups } from './scaling-groups/list-scaling-groups/handler.ts'
import { listActivity } from './activity/list-activity/handler.ts'
import { getNow } from './now/get-now/handler.ts'
import type { Handlers } from './handler.ts'

export const handlers = {
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
} as const satisfies Handlers
