/**
 * The least role that may do a thing. Deny by default: what is not listed here nobody may. Names are those of the
 * operation table, and of the few doors that are no operations.
 */
import type { Role } from '@sluice/model'

export const operationRoles = {
  getSession: 'viewer',
  signIn: 'viewer',
  signOut: 'viewer',
  setPassword: 'viewer',
  subscribe: 'viewer',

  getApplication: 'viewer',
  listApplications: 'viewer',
  getDeploymentGroup: 'viewer',
  listDeploymentGroups: 'viewer',
  listDeploymentConfigs: 'viewer',
  getDeploymentConfig: 'viewer',
  getApplicationRevision: 'viewer',
  listApplicationRevisions: 'viewer',
  checkRevision: 'viewer',
  getArtifact: 'viewer',
  planDeployment: 'viewer',
  getDeployment: 'viewer',
  listDeployments: 'viewer',
  listDeploymentEvents: 'viewer',
  getDeploymentLog: 'viewer',
  listDeploymentTargets: 'viewer',
  getDeploymentTarget: 'viewer',
  batchGetDeploymentTargets: 'viewer',
  listOnPremisesInstances: 'viewer',
  getOnPremisesInstance: 'viewer',
  batchGetOnPremisesInstances: 'viewer',

  putArtifact: 'deployer',
  registerApplicationRevision: 'deployer',
  createDeployment: 'deployer',
  stopDeployment: 'deployer',
  holdDeployment: 'deployer',
  continueDeployment: 'deployer',
  rollBackDeployment: 'deployer',

  createApplication: 'admin',
  createDeploymentGroup: 'admin',
  updateDeploymentGroup: 'admin',
  deleteDeploymentGroup: 'admin',
  createEnrolmentToken: 'admin',
  deregisterOnPremisesInstance: 'admin',
  listUsers: 'admin',
  createUser: 'admin',
  updateUser: 'admin',
  createSignInLink: 'admin',
  createAccessToken: 'admin',
  listAccessTokens: 'admin',
  revokeAccessToken: 'admin',
  listAuditRecords: 'admin',
} as const satisfies Record<string, Role>

export type Action = keyof typeof operationRoles
