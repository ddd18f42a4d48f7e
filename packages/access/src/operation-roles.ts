/**
 * Who may call what: one line an operation, the least role and how a refusal calls the deed. Reading is for everyone who
 * is signed in; what is not in here is allowed to nobody.
 */
import type { Role } from '@sluice/model'

interface Deed {
  role: Role
  deed: string
}

const viewer = (deed: string): Deed => ({ role: 'viewer', deed })
const deployer = (deed: string): Deed => ({ role: 'deployer', deed })
const approver = (deed: string): Deed => ({ role: 'approver', deed })
const admin = (deed: string): Deed => ({ role: 'admin', deed })

export const deeds = {
  signIn: viewer('Signing in'),
  signOut: viewer('Signing out'),
  getSession: viewer('Reading one’s own session'),
  setPassword: viewer('Choosing one’s own password'),
  subscribe: viewer('Watching'),

  getApplication: viewer('Reading an application'),
  listApplications: viewer('Listing applications'),
  getDeploymentGroup: viewer('Reading a deployment group'),
  listDeploymentGroups: viewer('Listing deployment groups'),
  getGroupDrift: viewer('Listing the hosts of a group that are not on its revision'),
  listGroupInstances: viewer('Listing the hosts of a group'),
  getDeploymentConfig: viewer('Reading a deployment configuration'),
  listDeploymentConfigs: viewer('Listing deployment configurations'),
  previewDeploymentConfig: viewer('Trying a deployment configuration'),
  getApplicationRevision: viewer('Reading a revision'),
  listApplicationRevisions: viewer('Listing revisions'),
  checkAppSpec: viewer('Checking an AppSpec'),
  planDeployment: viewer('Planning a deployment'),
  planRollBack: viewer('Planning a rollback'),
  planStop: viewer('Planning a stop'),
  getDeployment: viewer('Reading a deployment'),
  listActivity: viewer('Reading what happened'),
  getNow: viewer('Reading what happens now'),
  listDeployments: viewer('Listing deployments'),
  listDeploymentTargets: viewer('Listing the hosts of a deployment'),
  getDeploymentTarget: viewer('Reading a host of a deployment'),
  getTargetLedger: viewer('Reading what a deployment did to a host'),
  batchGetDeploymentTargets: viewer('Reading hosts of a deployment'),
  getDeploymentTimings: viewer('Reading how long a deployment took'),
  listTargetsLeftPartWay: viewer('Listing hosts that were left part-way'),
  listDeploymentEvents: viewer('Reading the events of a deployment'),
  getApproval: viewer('Reading an approval'),
  listApprovals: viewer('Listing approvals'),
  listLoadBalancers: viewer('Listing load balancers'),
  getLoadBalancer: viewer('Reading a load balancer'),
  listScalingGroups: viewer('Listing scaling groups'),
  listViews: viewer('Listing saved views'),
  saveView: viewer('Saving a view'),
  deleteView: viewer('Deleting a saved view'),
  getDeploymentFailures: viewer('Reading the failures of a deployment'),
  compareTargetLogs: viewer('Comparing the logs of two hosts'),
  getDeploymentChanges: viewer('Reading the changes of a deployment'),
  getDeploymentLog: viewer('Reading the log of a deployment'),
  searchDeploymentLog: viewer('Searching the log of a deployment'),
  listOnPremisesInstances: viewer('Listing instances'),
  getOnPremisesInstance: viewer('Reading an instance'),
  batchGetOnPremisesInstances: viewer('Reading instances'),
  previewInstanceTags: viewer('Trying tags of an instance'),
  listInstanceGroups: viewer('Listing the groups of an instance'),
  listInstanceDeployments: viewer('Listing the deployments of an instance'),

  checkRevision: deployer('Checking a revision'),
  putArtifact: deployer('Uploading a revision'),
  // A bundle may hold what its authors would not show to everybody.
  getArtifact: deployer('Downloading a revision'),
  getRevisionFile: deployer('Reading a file of a revision'),
  registerApplicationRevision: deployer('Registering a revision'),
  createDeployment: deployer('Starting a deployment'),
  saveDraft: deployer('Saving a draft of a deployment'),
  getDraft: deployer('Opening a draft of a deployment'),
  stopDeployment: deployer('Stopping a deployment'),
  holdDeployment: deployer('Holding a deployment'),
  continueDeployment: deployer('Continuing a deployment'),
  rollBackDeployment: deployer('Rolling back a deployment'),

  /** Asked by `saveView` where the team would see it. */
  shareView: deployer('Saving a view for the team'),

  /** Asked by `continueDeployment` where the group has an approval policy. */
  approveReroute: approver('Approving a reroute'),

  createLoadBalancer: admin('Creating a load balancer'),
  updateLoadBalancer: admin('Changing a load balancer'),
  deleteLoadBalancer: admin('Deleting a load balancer'),
  createTargetGroup: admin('Creating a target group'),
  createScalingGroup: admin('Creating a scaling group'),
  createApplication: admin('Creating an application'),
  updateApplication: admin('Renaming an application'),
  deleteApplication: admin('Deleting an application'),
  createDeploymentGroup: admin('Creating a deployment group'),
  updateDeploymentGroup: admin('Changing a deployment group'),
  deleteDeploymentGroup: admin('Deleting a deployment group'),
  createDeploymentConfig: admin('Creating a deployment configuration'),
  deleteDeploymentConfig: admin('Deleting a deployment configuration'),
  createEnrolmentToken: admin('Enrolling an instance'),
  deregisterOnPremisesInstance: admin('Deregistering an instance'),
  addTagsToOnPremisesInstances: admin('Adding tags to instances'),
  removeTagsFromOnPremisesInstances: admin('Removing tags from instances'),
  listUsers: admin('Listing people'),
  createUser: admin('Inviting somebody'),
  updateUser: admin('Changing somebody’s account'),
  createSignInLink: admin('Making a sign-in link'),
  createAccessToken: admin('Making an access token'),
  listAccessTokens: admin('Listing access tokens'),
  revokeAccessToken: admin('Revoking an access token'),
  listAuditRecords: admin('Reading the audit'),
} as const satisfies Record<string, Deed>

export type OperationName = keyof typeof deeds

export const operationRoles = Object.fromEntries(
  Object.entries(deeds).map(([operation, { role }]) => [operation, role]),
) as Record<OperationName, Role>
