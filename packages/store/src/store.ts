/**
 * The port of the store. It speaks intent, not tables: one commit is one transaction of everything that happened in a
 * tick, and a 2xx answer follows only after it. Shards are deployment group ids, or the account id for the directory.
 * Adapters: `memory`, `sqlite`. Both pass `store-contract.ts`. No global order is promised: `seq` is the order of commits of this store.
 */
import type {
  ActivityKind,
  Application,
  Artifact,
  AuditEntry,
  AuditRecord,
  Credential,
  DeploymentConfigInfo,
  DeploymentCreator,
  DeploymentEvent,
  DeploymentGroup,
  DeploymentStatus,
  DeploymentStyle,
  DeploymentSummary,
  DeploymentTarget,
  Draft,
  GroupEvent,
  GroupHostStanding,
  HostStandingChange,
  Instance,
  LoadBalancer,
  Revision,
  SavedView,
  ScalingGroup,
  TargetGroup,
  TargetGroupMember,
  User,
} from '@sluice/model'
import type { ActivityFact } from './activity-fact.ts'

/** The directory: rows that people and scripts write, each kind under keys of its own (see `directory-keys.ts`). */
export interface Directory {
  applications: Application
  deploymentGroups: DeploymentGroup
  /** group id -> where its row is */
  deploymentGroupIds: { accountId: string; applicationName: string; deploymentGroupName: string }
  deploymentConfigs: DeploymentConfigInfo
  revisions: Revision
  artifacts: Artifact
  instances: Instance
  users: User
  /** e-mail -> user id */
  userEmails: { accountId: string; userId: string }
  /** SHA-256 of the secret -> what it opens */
  credentials: Credential
  loadBalancers: LoadBalancer
  targetGroups: TargetGroup
  /** Who is registered where: one row a host and target group. */
  targetGroupMembers: TargetGroupMember
  scalingGroups: ScalingGroup
  drafts: Draft
  savedViews: SavedView
  /** Small facts about the installation itself, such as that the samples were laid. */
  notes: { value: string }
}
export type Collection = keyof Directory

export interface Entry<C extends Collection> {
  key: string
  row: Directory[C]
}

export type DirectoryChange = {
  [C in Collection]: { collection: C; key: string; put: Directory[C] } | { collection: C; key: string; remove: true }
}[Collection]

/** `group:{groupId}` or `deployment:{deploymentId}`. */
export type AggregateKey = `group:${string}` | `deployment:${string}`
export type StoredEvent = GroupEvent | DeploymentEvent

export interface Appended {
  aggregate: AggregateKey
  /** How many events the aggregate had before these. Another number in the store is a fault (two writers). */
  after: number
  events: StoredEvent[]
}

export interface Snapshot {
  aggregate: AggregateKey
  /** How many events it stands for. */
  at: number
  /** A snapshot written by another engine version is thrown away. */
  engineVersion: string
  state: Uint8Array
}

/** The answer kept for 24 h under account + actor + operation + key. `bodyHash` tells a repeat from a reuse. */
export interface IdempotentAnswer {
  scope: string
  bodyHash: string
  answer: string
  expiresAt: number
}

/**
 * Deployments bear the names that their application and group have today, so that whoever reads of one finds the other: rows that
 * are there are renamed, and rows written later over them keep the new name. Each row is rewritten, in the one commit that every
 * writer waits for, and with SQLite every reader too: half a second for 10,000 rows, nearly three for 50,000. Renaming is rare.
 */
export type Rename =
  /** `createTime` is the application's own: older deployments are those of another one that had its name before it. */
  | { of: 'application'; accountId: string; from: string; createTime: string; to: string }
  | { of: 'deploymentGroup'; accountId: string; deploymentGroupId: string; to: string }

export interface Commit {
  /** Milliseconds since the epoch. */
  at: number
  appended: Appended[]
  snapshots: Snapshot[]
  /** Finished rows, written over what was there. */
  deployments: DeploymentSummary[]
  targets: DeploymentTarget[]
  directory: DirectoryChange[]
  /** How hosts stand in their groups from now on; of a group whose `deploymentGroupIds` row is removed, nothing stays. */
  standings?: readonly HostStandingChange[]
  /** Applied after the deployments of this commit were written. */
  renames?: readonly Rename[]
  idempotency: IdempotentAnswer[]
  audit: AuditEntry[]
}

export interface Kept {
  seq: number
  /** The names of those deployments of the commit that were kept under others than it gave: they were renamed before. */
  otherNames: DeploymentNames[]
}

export type DeploymentNames = Pick<DeploymentSummary, 'deploymentId' | 'applicationName' | 'deploymentGroupName'>

export interface DeploymentQuery extends DeploymentFacets {
  accountId: string
  applicationName?: string
  /** The group itself, whatever it is called now: names are changed, and given to other groups. */
  deploymentGroupId?: string
  /** ISO, inclusive. */
  createdFrom?: string
  createdTo?: string
  limit: number
  /**
   * At most so many rows of the account, application, group and time are looked at for one page. When the facets match too few
   * of them the page is short, perhaps empty, and has a `next` all the same. Without it the whole history may be looked through.
   */
  mostLookedAt?: number
  /** From the last page's `next`. Newest first. */
  cursor?: string
}

/** An application as its history knows it: older deployments under its name are those of another one that had it before. */
export type ApplicationSince = Pick<Application, 'applicationName' | 'createTime'>

/** What no index leads to: rows are looked at one after the other. */
export interface DeploymentFacets {
  statuses?: readonly DeploymentStatus[]
  applications?: readonly ApplicationSince[]
  deploymentTypes?: readonly DeploymentStyle['deploymentType'][]
  creators?: readonly DeploymentCreator[]
  /** The whole name. */
  revisionName?: string
  /** Occurs in the id, the name of the revision or the description, in small or capital letters. */
  text?: string
  /** A host failed in it, however it ended. */
  withFailedHosts?: true
}

export interface Page<Row> {
  rows: Row[]
  next?: string
  /** The page ended because enough was looked at: ISO time of the last row that was. */
  lookedBackTo?: string
}

export interface WholeSuccessesQuery {
  accountId: string
  deploymentGroupId: string
  limit: number
}

export interface HostTargetsQuery {
  accountId: string
  deploymentGroupId: string
  targetId: string
  /** Of the deployments. ISO, inclusive. */
  createdFrom?: string
  createdTo?: string
  limit: number
  /** Of the group's deployments of that time at most so many are looked at, the newest ones. */
  mostLookedAt: number
}

export interface HostTargets {
  rows: DeploymentTarget[]
  /** There are no others: nothing was left out, and no deployment was not looked at. */
  isAll: boolean
}

export interface AuditQuery {
  accountId: string
  limit: number
  /** Only records before this sequence number. Newest first. */
  before?: number
  /** Only records from this sequence number on: so far is looked, however few are found. */
  from?: number
  actions?: readonly string[]
  actorName?: string
  outcome?: AuditRecord['outcome']
}

export interface DeploymentCount {
  /** UTC: `2026-03-01T10`. */
  hour: string
  status: DeploymentStatus
  count: number
}

export interface ActivityQuery {
  accountId: string
  applications?: readonly ApplicationSince[]
  kinds?: readonly ActivityKind[]
  /** The whole name of who did it. */
  by?: string
  limit: number
  /** At most so many facts are looked at for one page, whatever the filters leave of them. */
  mostLookedAt: number
  /** From the last page's `next`. Newest first. */
  cursor?: string
}

/** A fact about a deployment as a whole, with the deployment as it stands now. */
export interface ActivityRow {
  /** Grows with each fact that is kept; the order of the list. */
  place: number
  kind: ActivityKind
  /** Who did it; absent when it came by itself. */
  by?: string
  fact: ActivityFact
  deployment: DeploymentSummary
}

export interface Store {
  /** The id of the data set: made once, kept over restarts, changed by a restore. */
  readonly epoch: string
  /** One transaction, durable when it resolves. `seq` grows by one a commit and survives restarts. */
  commit(commit: Commit): Promise<Kept>
  /** The `seq` of the last commit. */
  lastSeq(): number

  loadSnapshot(aggregate: AggregateKey): Promise<Snapshot | undefined>
  /** Events of one aggregate after the first `after`, in order. */
  loadEvents(aggregate: AggregateKey, after: number, limit?: number): Promise<StoredEvent[]>

  get<C extends Collection>(collection: C, key: string): Promise<Directory[C] | undefined>
  /** Rows whose key starts with `prefix`, in key order. */
  list<C extends Collection>(collection: C, prefix: string): Promise<Directory[C][]>
  /** The same with their keys, for rows that do not hold their own, such as sessions. */
  entries<C extends Collection>(collection: C, prefix: string): Promise<Entry<C>[]>

  getDeployment(deploymentId: string): Promise<DeploymentSummary | undefined>
  listDeployments(query: DeploymentQuery): Promise<Page<DeploymentSummary>>
  /** How many were created in each hour since `from` (ISO), by status; hours without any are left out. */
  countDeployments(accountId: string, from: string): Promise<DeploymentCount[]>
  /** Deployments that have not ended, oldest first: what a starting service takes up again. */
  runningDeployments(): Promise<{ deploymentId: string; groupId: string }[]>
  getTarget(deploymentId: string, targetId: string): Promise<DeploymentTarget | undefined>
  /** Of a group: those that make their revision the whole group's, newest first. From an index, however many others came since. */
  listWholeSuccesses(query: WholeSuccessesQuery): Promise<DeploymentSummary[]>
  /** The rows of one host in the deployments of a group, that of the newest deployment first. */
  listTargetsOfHost(query: HostTargetsQuery): Promise<HostTargets>
  /** In planned order; with a limit the first ones only. */
  listTargets(deploymentId: string, limit?: number): Promise<DeploymentTarget[]>

  /** How a host stands in a deployment group; undefined when the group never deployed to it. */
  getStanding(deploymentGroupId: string, instanceName: string): Promise<GroupHostStanding | undefined>
  /** Of all hosts that the group deployed to, in the order of their names. */
  listStandings(deploymentGroupId: string): Promise<GroupHostStanding[]>

  listActivity(query: ActivityQuery): Promise<Page<ActivityRow>>

  findAnswer(scope: string, now: number): Promise<IdempotentAnswer | undefined>
  listAudit(query: AuditQuery): Promise<AuditRecord[]>
  /** Oldest first, for verifying the chain; the caller streams it in slices. */
  auditFrom(accountId: string, sequence: number, limit: number): Promise<AuditRecord[]>

  close(): Promise<void>
}
