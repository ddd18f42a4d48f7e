/**
 * The script of a failure: which revision it came from, its lines around the one that failed, and what changed in it. Scripts
 * that run before anything new is on the host are those of the revision before; what is compared then is whether the new
 * revision mends them. Source: facts sections 2.3 and 15 (P1).
 */
import { can } from '@sluice/access'
import type { FailureGroup } from '@sluice/engine'
import type { DeploymentSummary, DeploymentTarget } from '@sluice/model'
import { readBundleFile } from '../../bundles/read-bundle-file.ts'
import type { Call } from '../../handler.ts'
import { creationOf } from '../../queries/deployment-spec-of.ts'
import { lineChanges } from '../plan-deployment/line-changes.ts'
import { failingLine, partOf, sayingLine } from './failing-line.ts'
import { hasPassed } from '../../queries/has-passed.ts'
import { changedLines, hunks } from './hunks.ts'
import { installedBefore } from './previous-revisions.ts'
import type { FailingScript } from './schemas.ts'
import { revisionOf, storedBundle } from './stored-bundles.ts'

/** A deployment’s revision by what is needed of it. */
interface Source {
  deploymentId: string
  revisionName: string
  revision: ReturnType<typeof revisionOf>
}

export async function failingScript(
  call: Call,
  deployment: DeploymentSummary,
  group: FailureGroup,
): Promise<FailingScript | undefined> {
  const host = group.hosts[0]?.target
  if (host === undefined) return undefined
  const isPrevious = runsPreviousScripts(host)
  const previous = isPrevious ? await installedBefore(call.ports.store, deployment, host.targetId) : undefined
  const source = isPrevious ? previous && sourceOf(previous) : sourceOf(deployment)
  const base = {
    path: group.scriptName,
    ...(source && { revisionName: source.revisionName, deploymentId: source.deploymentId }),
    isPrevious,
    origin: originText(group.scriptName, source, isPrevious, host.targetId),
  }
  if (source === undefined) return base
  const permission = can(call.actor, 'getRevisionFile')
  if (!permission.allowed) return { ...base, note: `The lines of the script are not shown. ${permission.reason}` }
  const text = await textOf(call, deployment.accountId, source, group.scriptName)
  if (text === undefined)
    return { ...base, note: `${source.revisionName} is not stored any more, or holds no such text.` }
  const line =
    failingLine(group.scriptName, `${group.diagnostics.message}\n${group.diagnostics.logTail}`) ??
    sayingLine(text, group.message)
  const change = await changeOf(call, { deployment, source, isPrevious, path: group.scriptName, text })
  return {
    ...base,
    lines: partOf(text, line),
    ...(line !== undefined && { failingLine: line }),
    ...(change && { change }),
  }
}

/** A host that has downloaded the revision runs its scripts; until then it has only those of the one before. */
function runsPreviousScripts(host: DeploymentTarget): boolean {
  return !hasPassed(host, 'DownloadBundle')
}

const sourceOf = (deployment: DeploymentSummary): Source => ({
  deploymentId: deployment.deploymentId,
  revisionName: deployment.revisionName,
  revision: revisionOf(deployment),
})

function originText(path: string, source: Source | undefined, isPrevious: boolean, host: string): string {
  if (source === undefined)
    return `${path} came with a revision that was installed on ${host} before; which one is not known.`
  if (!isPrevious) return `${path} is part of ${source.revisionName}, the revision being deployed.`
  return `${path} came with ${source.revisionName}, which ${source.deploymentId} installed on ${host} before: it is not part of the revision being deployed.`
}

async function textOf(call: Call, accountId: string, { revision }: Source, path: string): Promise<string | undefined> {
  const bundle = await storedBundle(call.ports, accountId, revision)
  const file = bundle && (await readBundleFile(call.ports, bundle, path))
  return file?.kind === 'text' ? file.text : undefined
}

interface Changing {
  deployment: DeploymentSummary
  source: Source
  isPrevious: boolean
  path: string
  text: string
}

async function changeOf(call: Call, changing: Changing): Promise<FailingScript['change']> {
  const { deployment, isPrevious, path, text } = changing
  const other = isPrevious ? sourceOf(deployment) : await lastGoodOf(call, deployment)
  if (other === undefined) return undefined
  const otherText = await textOf(call, deployment.accountId, other, path)
  const lines = isPrevious ? lineChanges(text, otherText ?? '') : lineChanges(otherText ?? '', text)
  const count = otherText === undefined ? undefined : changedLines(lines)
  const sentence = isPrevious ? nextText(path, other, count) : sinceText(path, other, count)
  return { sentence, lines: count === undefined || count === 0 ? [] : hunks(lines) }
}

/** What had last succeeded in the group when this deployment was created. */
async function lastGoodOf(call: Call, { deploymentId }: DeploymentSummary): Promise<Source | undefined> {
  const { fallback } = await creationOf(call.ports.store, deploymentId)
  if (fallback === undefined) return undefined
  return { deploymentId: fallback.deploymentId, revisionName: fallback.revision.name, revision: fallback.revision }
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path
const linesOf = (count: number): string => (count === 1 ? '1 line' : `${count} lines`)

function sinceText(path: string, { revisionName }: Source, count: number | undefined): string {
  if (count === undefined)
    return `${nameOf(path)} is new: ${revisionName}, the last that succeeded here, does not have it.`
  if (count === 0) return `${nameOf(path)} is the same as in ${revisionName}, the last that succeeded here.`
  return `${nameOf(path)} changed ${linesOf(count)} since ${revisionName}, the last that succeeded here.`
}

function nextText(path: string, { revisionName }: Source, count: number | undefined): string {
  if (count === undefined)
    return `${revisionName} does not have ${nameOf(path)}: once it is installed, this script is gone.`
  if (count === 0)
    return `${revisionName} has the same ${nameOf(path)}: it would fail the deployment after this one too.`
  return `${revisionName} changes ${linesOf(count)} of ${nameOf(path)}.`
}
