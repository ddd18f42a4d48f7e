/**
 * Rows at the border of a store: JSON text going in, the model's schemas coming out. Both adapters keep rows in this form,
 * so what a reader gets is always a value of its own, and a row that the schemas do not know is a fault, never a surprise later.
 */
import {
  Application,
  Artifact,
  AuditRecord,
  Credential,
  DeploymentConfigInfo,
  DeploymentEvent,
  DeploymentGroup,
  DeploymentSummary,
  DeploymentTarget,
  Draft,
  GroupEvent,
  GroupHostStanding,
  Instance,
  LoadBalancer,
  Revision,
  SavedView,
  ScalingGroup,
  TargetGroup,
  TargetGroupMember,
  User,
  isActivity,
} from '@sluice/model'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isCreationFact, type ActivityFact } from './activity-fact.ts'
import type { AggregateKey, Collection, Directory, StoredEvent } from './store.ts'

export const toText = (row: object): string => JSON.stringify(row)

export function directoryRow<C extends Collection>(collection: C, text: string): Directory[C] {
  return directoryRows[collection](JSON.parse(text))
}

export function storedEvent(aggregate: AggregateKey, text: string): StoredEvent {
  const value: unknown = JSON.parse(text)
  return aggregate.startsWith('group:') ? GroupEvent.parse(value) : DeploymentEvent.parse(value)
}

export function factRow(text: string): ActivityFact {
  const value: unknown = JSON.parse(text)
  if (isCreationFact(value)) return value
  const event = DeploymentEvent.parse(value)
  if (isActivity(event) && event.type !== 'DeploymentCreated') return event
  throw new Error(`${event.type} is no fact of activity`)
}

export const deploymentRow = (text: string): DeploymentSummary => DeploymentSummary.parse(JSON.parse(text))
export const targetRow = (text: string): DeploymentTarget => DeploymentTarget.parse(JSON.parse(text))
export const standingRow = (row: unknown): GroupHostStanding => GroupHostStanding.parse(row)
export const auditRow = (row: unknown): AuditRecord => AuditRecord.parse(row)

/** Many rows at a time: parsing 10,000 targets takes a third of a second, so others get their turn in between. */
export async function inSlices<Stored, Row>(stored: readonly Stored[], parse: (stored: Stored) => Row): Promise<Row[]> {
  const rows: Row[] = []
  for (const [at, one] of stored.entries()) {
    if (at > 0 && at % rowsInOneSlice === 0) await nextTurn()
    rows.push(parse(one))
  }
  return rows
}

const rowsInOneSlice = 250

const GroupPlace = DeploymentGroup.pick({ accountId: true, applicationName: true, deploymentGroupName: true })
const UserPlace = User.pick({ accountId: true, userId: true })

const directoryRows: { [C in Collection]: (value: unknown) => Directory[C] } = {
  applications: (value) => Application.parse(value),
  deploymentGroups: (value) => DeploymentGroup.parse(value),
  deploymentGroupIds: (value) => GroupPlace.parse(value),
  deploymentConfigs: (value) => DeploymentConfigInfo.parse(value),
  revisions: (value) => Revision.parse(value),
  artifacts: (value) => Artifact.parse(value),
  instances: (value) => Instance.parse(value),
  users: (value) => User.parse(value),
  userEmails: (value) => UserPlace.parse(value),
  credentials: (value) => Credential.parse(value),
  loadBalancers: (value) => LoadBalancer.parse(value),
  targetGroups: (value) => TargetGroup.parse(value),
  targetGroupMembers: (value) => TargetGroupMember.parse(value),
  scalingGroups: (value) => ScalingGroup.parse(value),
  drafts: (value) => Draft.parse(value),
  savedViews: (value) => SavedView.parse(value),
  notes: note,
}

function note(value: unknown): { value: string } {
  const text = (value as { value?: unknown } | null)?.value
  if (typeof text !== 'string') throw new Error('a note holds one text')
  return { value: text }
}
