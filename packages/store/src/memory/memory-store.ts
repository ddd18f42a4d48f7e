/**
 * The store in memory: for tests, the simulator, and as the simplest thing that keeps the port's promises. Rows are kept as
 * text, as on a disk, so nobody holds a row that changes under them.
 */
import { randomUUID } from 'node:crypto'
import {
  activityBy,
  activityKindOf,
  isActivity,
  isTerminal,
  type ActivityEvent,
  type AuditEntry,
  type AuditRecord,
  type DeploymentSummary,
  type HostStandingChange,
} from '@sluice/model'
import { activityFact } from '../activity-fact.ts'
import { activityPage, type FoundActivity, type Stretch } from '../activity-page.ts'
import { chainStart, linked } from '../audit-chain.ts'
import { deletedGroup } from '../deleted-group.ts'
import { newestFirst, pageOf, placeOf } from '../deployment-cursor.ts'
import { deploymentWords } from '../deployment-words.ts'
import { byKey } from '../key-order.ts'
import { deploymentRow, directoryRow, standingRow, storedEvent, targetRow, toText } from '../rows.ts'
import { TwoWriters } from '../two-writers.ts'
import type {
  ActivityQuery,
  AggregateKey,
  ApplicationSince,
  Collection,
  Commit,
  DeploymentCount,
  DeploymentFacets,
  DeploymentNames,
  DeploymentQuery,
  DirectoryChange,
  Entry,
  IdempotentAnswer,
  Page,
  Rename,
  Snapshot,
  Store,
} from '../store.ts'
import { isWholeSuccess, targetTextsOfHost } from './group-history.ts'

export function openMemoryStore(epoch: string = randomUUID()): Store {
  let seq = 0
  const events = new Map<AggregateKey, string[]>()
  const snapshots = new Map<AggregateKey, Snapshot>()
  const directory = new Map<string, Map<string, string>>()
  const deployments = new Map<string, string>()
  /** Of deployments whose application or group was renamed: what is written later over them has the old names. */
  const renamed = new Map<string, Names>()
  const targets = new Map<string, { targetId: string; text: string }[]>()
  const answers = new Map<string, IdempotentAnswer>()
  const audit = new Map<string, AuditRecord[]>()
  const activity: KeptActivity[] = []
  const standings = new Map<string, Map<string, string>>()

  return {
    epoch,
    commit: async (commit) => {
      const texts = prepared(commit)
      const otherNames = commit.deployments.flatMap(otherNamesOf)
      apply(commit, texts)
      seq += 1
      return { seq, otherNames }
    },
    lastSeq: () => seq,

    loadSnapshot: async (aggregate) => snapshots.get(aggregate),
    loadEvents: async (aggregate, after, limit = Infinity) =>
      (events.get(aggregate) ?? []).slice(after, after + limit).map((text) => storedEvent(aggregate, text)),

    get: async (collection, key) => {
      const text = directory.get(collection)?.get(key)
      return text === undefined ? undefined : directoryRow(collection, text)
    },
    list: async (collection, prefix) => entries(collection, prefix).map(({ row }) => row),
    entries: async (collection, prefix) => entries(collection, prefix),

    getDeployment: async (deploymentId) => {
      const text = deployments.get(deploymentId)
      return text === undefined ? undefined : deploymentRow(text)
    },
    listDeployments: async (query) => page(allDeployments(), query),
    countDeployments: async (accountId, from) =>
      counted(allDeployments().filter((row) => row.accountId === accountId && row.createTime >= from)),
    runningDeployments: async () =>
      allDeployments()
        .filter((row) => !isTerminal(row.status))
        .sort((a, b) => newestFirst(b, a))
        .map((row) => ({ deploymentId: row.deploymentId, groupId: row.deploymentGroupId })),
    getTarget: async (deploymentId, targetId) => {
      const found = targets.get(deploymentId)?.find((row) => row?.targetId === targetId)
      return found === undefined ? undefined : targetRow(found.text)
    },
    listWholeSuccesses: async ({ accountId, deploymentGroupId, limit }) =>
      allDeployments()
        .filter((row) => row.accountId === accountId && row.deploymentGroupId === deploymentGroupId)
        .filter(isWholeSuccess)
        .sort(newestFirst)
        .slice(0, limit),
    listTargetsOfHost: async (query) => {
      const textIn = (id: string) => targets.get(id)?.find((row) => row?.targetId === query.targetId)?.text
      const { texts, isAll } = targetTextsOfHost(allDeployments(), query, textIn)
      return { rows: texts.map(targetRow), isAll }
    },
    listTargets: async (deploymentId, limit = Infinity) =>
      (targets.get(deploymentId) ?? [])
        .filter((row) => row !== undefined)
        .slice(0, limit)
        .map((row) => targetRow(row.text)),

    getStanding: async (groupId, instanceName) => {
      const text = standings.get(groupId)?.get(instanceName)
      return text === undefined ? undefined : standingRow(JSON.parse(text))
    },
    listStandings: async (groupId) =>
      [...(standings.get(groupId) ?? [])]
        .sort(([a], [b]) => byKey(a, b))
        .map(([, text]) => standingRow(JSON.parse(text))),

    listActivity: async (query) => activityPage(query, activity.length, (stretch) => activityIn(stretch, query)),

    findAnswer: async (scope, now) => {
      const found = answers.get(scope)
      return found !== undefined && found.expiresAt > now ? { ...found } : undefined
    },
    listAudit: async ({ accountId, limit, before = Infinity, from = 0, actions, actorName, outcome }) =>
      chain(accountId)
        .filter(({ sequence }) => sequence < before && sequence >= from)
        .filter(({ action }) => actions === undefined || actions.includes(action))
        .filter((record) => actorName === undefined || record.actorName === actorName)
        .filter((record) => outcome === undefined || record.outcome === outcome)
        .slice(-limit)
        .reverse()
        .map((record) => ({ ...record })),
    auditFrom: async (accountId, sequence, limit) =>
      chain(accountId)
        .filter((record) => record.sequence >= sequence)
        .slice(0, limit)
        .map((record) => ({ ...record })),

    close: async () => {},
  }

  /** Everything that may throw happens before the first change, so that a commit is whole or nothing. */
  function prepared(commit: Commit) {
    const counts = new Map<AggregateKey, number>()
    for (const { aggregate, after, events: added } of commit.appended) {
      const count = counts.get(aggregate) ?? events.get(aggregate)?.length ?? 0
      if (count !== after) throw new TwoWriters(aggregate, after, count)
      counts.set(aggregate, count + added.length)
    }
    return {
      events: commit.appended.map(({ events: added }) => added.map(toText)),
      directory: commit.directory.map((change) => ('put' in change ? toText(change.put) : undefined)),
      deployments: commit.deployments.map(toText),
      targets: commit.targets.map(toText),
    }
  }

  function apply(commit: Commit, texts: ReturnType<typeof prepared>): void {
    commit.appended.forEach(({ aggregate, events: added }, at) => {
      const all = events.get(aggregate) ?? []
      for (const text of texts.events[at] ?? []) all.push(text)
      events.set(aggregate, all)
      added.forEach((event) => {
        if (isActivity(event)) activity.push({ aggregate, event })
      })
    })
    for (const snapshot of commit.snapshots) {
      snapshots.set(snapshot.aggregate, { ...snapshot, state: Uint8Array.from(snapshot.state) })
    }
    commit.standings?.forEach(changeStanding)
    commit.directory.forEach((change, at) => changeDirectory(change, texts.directory[at]))
    commit.deployments.forEach((row, at) => putDeployment(row.deploymentId, texts.deployments[at] ?? ''))
    commit.renames?.forEach(renameRows)
    commit.targets.forEach((row, at) => {
      const rows = targets.get(row.deploymentId) ?? []
      rows[row.index] = { targetId: row.targetId, text: texts.targets[at] ?? '' }
      targets.set(row.deploymentId, rows)
    })
    if (commit.idempotency.length > 0) forgetAnswers(commit.at)
    for (const answer of commit.idempotency) answers.set(answer.scope, { ...answer })
    commit.audit.forEach(appendAudit)
  }

  function entries<C extends Collection>(collection: C, prefix: string): Entry<C>[] {
    return [...(directory.get(collection) ?? [])]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => byKey(a, b))
      .map(([key, text]) => ({ key, row: directoryRow(collection, text) }))
  }

  function otherNamesOf(row: DeploymentSummary): DeploymentNames[] {
    const names = renamed.get(row.deploymentId)
    if (
      names === undefined ||
      (names.applicationName === row.applicationName && names.deploymentGroupName === row.deploymentGroupName)
    )
      return []
    return [{ deploymentId: row.deploymentId, ...names }]
  }

  function putDeployment(deploymentId: string, text: string): void {
    const names = renamed.get(deploymentId)
    deployments.set(deploymentId, names === undefined ? text : toText({ ...deploymentRow(text), ...names }))
  }

  function renameRows(rename: Rename): void {
    for (const row of allDeployments()) {
      const names = namesAfter(row, rename)
      if (names === undefined) continue
      renamed.set(row.deploymentId, names)
      putDeployment(row.deploymentId, toText(row))
    }
  }

  function changeDirectory(change: DirectoryChange, text: string | undefined): void {
    const rows = directory.get(change.collection) ?? new Map<string, string>()
    directory.set(change.collection, rows)
    if (text === undefined) rows.delete(change.key)
    else rows.set(change.key, text)
    const deleted = deletedGroup(change)
    if (deleted !== undefined) standings.delete(deleted)
  }

  function changeStanding({ deploymentGroupId, instanceName, standing }: HostStandingChange): void {
    const rows = standings.get(deploymentGroupId) ?? new Map<string, string>()
    standings.set(deploymentGroupId, rows)
    if (standing === undefined) rows.delete(instanceName)
    else rows.set(instanceName, toText(standing))
  }

  function forgetAnswers(now: number): void {
    for (const [scope, answer] of answers) if (answer.expiresAt <= now) answers.delete(scope)
  }

  function appendAudit(entry: AuditEntry): void {
    const records = chain(entry.accountId)
    records.push(linked(entry, records.at(-1) ?? chainStart))
    audit.set(entry.accountId, records)
  }

  function chain(accountId: string): AuditRecord[] {
    return audit.get(accountId) ?? []
  }

  function activityIn({ before, border }: Stretch, query: ActivityQuery): FoundActivity[] {
    const stretch = activity.slice(border - 1, before - 1).map((kept, at) => ({ ...kept, place: border + at }))
    return stretch
      .map((kept) => ({ ...kept, deployment: deployments.get(kept.aggregate.slice('deployment:'.length)) }))
      .filter((kept): kept is typeof kept & { deployment: string } => kept.deployment !== undefined)
      .filter(({ event, deployment }) => isWantedActivity(event, deploymentRow(deployment), query))
      .map(({ place, event, deployment }) => ({
        place,
        kind: activityKindOf(event),
        by: activityBy(event) ?? '',
        fact: toText(activityFact(event)),
        deployment,
      }))
      .toReversed()
      .slice(0, query.limit + 1)
  }

  function allDeployments(): DeploymentSummary[] {
    return [...deployments.values()].map(deploymentRow)
  }
}

function counted(rows: readonly DeploymentSummary[]): DeploymentCount[] {
  const counts = new Map<string, DeploymentCount>()
  for (const { createTime, status } of rows) {
    const hour = createTime.slice(0, 13)
    const known = counts.get(`${hour} ${status}`) ?? { hour, status, count: 0 }
    counts.set(`${hour} ${status}`, { ...known, count: known.count + 1 })
  }
  return [...counts].sort(([a], [b]) => byKey(a, b)).map(([, count]) => count)
}

interface KeptActivity {
  aggregate: AggregateKey
  event: ActivityEvent
}

function isWantedActivity(event: ActivityEvent, row: DeploymentSummary, query: ActivityQuery): boolean {
  const { accountId, applications, kinds, by } = query
  return (
    row.accountId === accountId &&
    isOfOne(row, applications) &&
    (kinds?.includes(activityKindOf(event)) ?? true) &&
    (by === undefined || activityBy(event) === by)
  )
}

type Names = Omit<DeploymentNames, 'deploymentId'>

function namesAfter(row: DeploymentSummary, rename: Rename): Names | undefined {
  const { applicationName, deploymentGroupName } = row
  if (row.accountId !== rename.accountId) return undefined
  if (rename.of === 'application')
    return applicationName === rename.from && row.createTime >= rename.createTime
      ? { applicationName: rename.to, deploymentGroupName }
      : undefined
  return row.deploymentGroupId === rename.deploymentGroupId
    ? { applicationName, deploymentGroupName: rename.to }
    : undefined
}

function page(rows: DeploymentSummary[], query: DeploymentQuery): Page<DeploymentSummary> {
  const place = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const among = rows
    .filter((row) => isAmong(row, query) && (place === undefined || newestFirst(place, row) < 0))
    .sort(newestFirst)
  const isLimited = query.mostLookedAt !== undefined && hasFacets(query)
  const lookedAt = isLimited ? among.slice(0, query.mostLookedAt) : among
  const border = isLimited && lookedAt.length === query.mostLookedAt ? lookedAt.at(-1) : undefined
  return pageOf(
    lookedAt.filter((row) => hasAllFacets(row, query)),
    query.limit,
    border,
  )
}

const isAmong = (row: DeploymentSummary, query: DeploymentQuery): boolean =>
  row.accountId === query.accountId &&
  (query.applicationName === undefined || row.applicationName === query.applicationName) &&
  (query.deploymentGroupId === undefined || row.deploymentGroupId === query.deploymentGroupId) &&
  (query.createdFrom === undefined || row.createTime >= query.createdFrom) &&
  (query.createdTo === undefined || row.createTime <= query.createdTo)

const hasFacets = (query: DeploymentFacets): boolean =>
  [
    query.statuses,
    query.applications,
    query.deploymentTypes,
    query.creators,
    query.revisionName,
    query.text,
    query.withFailedHosts,
  ].some((facet) => facet !== undefined)

const isOfOne = (row: DeploymentSummary, applications: readonly ApplicationSince[] | undefined): boolean =>
  applications?.some((one) => one.applicationName === row.applicationName && one.createTime <= row.createTime) ?? true

const hasAllFacets = (row: DeploymentSummary, query: DeploymentFacets): boolean =>
  (query.statuses?.includes(row.status) ?? true) &&
  isOfOne(row, query.applications) &&
  (query.deploymentTypes?.includes(row.deploymentStyle.deploymentType) ?? true) &&
  (query.creators?.includes(row.creator) ?? true) &&
  (query.revisionName === undefined || row.revisionName === query.revisionName) &&
  (query.withFailedHosts === undefined || row.deploymentOverview.Failed > 0) &&
  (query.text === undefined || deploymentWords(row).includes(query.text.toLowerCase()))
