/**
 * Which records of the audit are told as changes of the set-up, and in which words. What is not in here is told to nobody; what is
 * here, only to those who may read such things anyway.
 */
import type { OperationName } from '@sluice/access'
import type { AuditRecord } from '@sluice/model'

/** `resource` of a record is one of these, a colon, and a name or an id. */
export const subjects = {
  application: { word: 'application', readBy: 'getApplication' },
  deploymentGroup: { word: 'deployment group', readBy: 'getDeploymentGroup' },
  deploymentConfig: { word: 'configuration', readBy: 'getDeploymentConfig' },
  instance: { word: 'host', readBy: 'getOnPremisesInstance' },
  loadBalancer: { word: 'load balancer', readBy: 'getLoadBalancer' },
  targetGroup: { word: 'target group', readBy: 'getLoadBalancer' },
  scalingGroup: { word: 'scaling group', readBy: 'listScalingGroups' },
  user: { word: 'account', readBy: 'listUsers' },
  accessToken: { word: 'access token', readBy: 'listAccessTokens' },
} as const satisfies Record<string, { word: string; readBy: OperationName }>
export type SubjectKind = keyof typeof subjects

interface Deed {
  /** After the name of who did it, before what it was done to. */
  verb: string
  /** How the record's detail goes on; without it the detail is not told: it may say where somebody was. */
  detail?: ' ' | ': '
  /** A host does it itself. */
  isItsOwn?: true
}

const deeds: Readonly<Record<string, Deed>> = {
  createApplication: { verb: 'created the' },
  updateApplication: { verb: 'renamed the', detail: ' ' },
  deleteApplication: { verb: 'deleted the' },
  createDeploymentGroup: { verb: 'created the' },
  updateDeploymentGroup: { verb: 'changed the', detail: ': ' },
  deleteDeploymentGroup: { verb: 'deleted the' },
  createDeploymentConfig: { verb: 'created the' },
  deleteDeploymentConfig: { verb: 'deleted the' },
  createEnrolmentToken: { verb: 'made a command to enrol the' },
  enrol: { verb: 'enrolled', isItsOwn: true },
  deregisterOnPremisesInstance: { verb: 'deregistered the', detail: ': ' },
  addTagsToOnPremisesInstances: { verb: 'added tags to the', detail: ': ' },
  removeTagsFromOnPremisesInstances: { verb: 'removed tags from the', detail: ': ' },
  createLoadBalancer: { verb: 'created the' },
  updateLoadBalancer: { verb: 'changed the' },
  deleteLoadBalancer: { verb: 'deleted the' },
  createTargetGroup: { verb: 'created the' },
  createScalingGroup: { verb: 'created the' },
  createFirstAdministrator: { verb: 'made the first' },
  createUser: { verb: 'created the' },
  updateUser: { verb: 'changed the', detail: ': ' },
  createSignInLink: { verb: 'made a sign-in link for the' },
  createAccessToken: { verb: 'created the' },
  revokeAccessToken: { verb: 'revoked the' },
  laySamples: { verb: 'laid out, as a sample, the' },
}

export const toldActions: readonly string[] = Object.keys(deeds)

export interface Subject {
  kind: SubjectKind
  /** A name, or the id of a person or a token. */
  key: string
}

export function subjectOf(resource: string): Subject | undefined {
  const at = resource.indexOf(':')
  const kind = resource.slice(0, at)
  return isSubject(kind) ? { kind, key: resource.slice(at + 1) } : undefined
}

/** `name` is what people call it. */
export function setUpText({ action, actorName, detail }: AuditRecord, name: string): string {
  const { verb, detail: join, isItsOwn }: Deed = deeds[action] ?? { verb: action }
  if (isItsOwn) return `The ${name} ${verb}.`
  const more = join === undefined || detail === '' ? '' : `${join}${detail}`
  return `${actorName} ${verb} ${name}${more}.`
}

const isSubject = (kind: string): kind is SubjectKind => Object.hasOwn(subjects, kind)
