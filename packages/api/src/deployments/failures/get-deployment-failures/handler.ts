import { can } from '@sluice/access'
import { failureGroups, type FailureGroup } from '@sluice/engine'
import {
  deploymentAdvice,
  failureAdvice,
  isTerminal,
  type DeploymentSummary,
  type DeploymentTarget,
} from '@sluice/model'
import type { Output } from '../../../contracts.ts'
import type { Call, Handler } from '../../../handler.ts'
import { findDeployment } from '../../../queries/find-deployment.ts'
import { keptAnswers } from '../../../queries/kept-answers.ts'
import { earlierFailures, type EarlierFailures } from '../earlier-failures.ts'
import { failingScript } from '../failing-script.ts'
import { shortKey } from '../failure-key.ts'
import { goodHost } from '../good-host.ts'
import { ownNames } from '../own-names.ts'
import { readAt } from '../read-at.ts'
import type { FailureGroupInfo } from '../schemas.ts'
import { separatorsOf, type SeparatorsOf } from '../separators-of.ts'

/** Each is described with a look into a bundle and a log, so not without end. */
const mostGroups = 12
const mostNamed = 10

/** Not for good: lines of logs come after the end, and bundles and logs are removed. */
const keptMs = { running: 2000, ended: 30_000 }
const keptFailures = keptAnswers<Output<'getDeploymentFailures'>>(50)

export const getDeploymentFailures: Handler<'getDeploymentFailures'> = async ({ deploymentId }, call) => {
  const { store, now } = call.ports
  const deployment = await findDeployment(store, call.actor.accountId, deploymentId)
  const maySeeScripts = JSON.stringify(can(call.actor, 'getRevisionFile'))
  const key = `${deploymentId} ${deployment.completeTime ?? ''} ${maySeeScripts}`
  const keepFor = isTerminal(deployment.status) ? keptMs.ended : keptMs.running
  return keptFailures(store, { key, now: now(), keepFor }, () => explained(call, deployment))
}

async function explained(call: Call, deployment: DeploymentSummary): Promise<Output<'getDeploymentFailures'>> {
  const { store } = call.ports
  const { deploymentId } = deployment
  const targets = deployment.deploymentOverview.Failed === 0 ? [] : await store.listTargets(deploymentId)
  const groups = failureGroups(targets, await ownNames(store, deployment.accountId, targets))
  const failed = groups.reduce((sum, group) => sum + group.hosts.length, 0)
  const shown = groups.slice(0, mostGroups)
  const known = shown.length === 0 ? undefined : await knownOf(call, deployment, targets)
  const described = known && shown.map((group) => describe(call, { deployment, targets, group, failed, ...known }))
  const { errorInformation } = deployment
  return {
    failed,
    groups: await Promise.all(described ?? []),
    leftOut: {
      groups: groups.length - shown.length,
      hosts: failed - shown.reduce((sum, group) => sum + group.hosts.length, 0),
    },
    ...(errorInformation && { advice: copyOf(deploymentAdvice[errorInformation.code]) }),
    lookedBack: known?.earlier.lookedBack ?? 0,
  }
}

interface OneGroup {
  deployment: DeploymentSummary
  targets: readonly DeploymentTarget[]
  group: FailureGroup
  failed: number
  earlier: EarlierFailures
  separating: SeparatorsOf
}

async function knownOf(call: Call, deployment: DeploymentSummary, targets: readonly DeploymentTarget[]) {
  return {
    earlier: await earlierFailures(call.ports.store, deployment),
    separating: await separatorsOf(call.ports, deployment, targets),
  }
}

async function describe(call: Call, one: OneGroup): Promise<FailureGroupInfo> {
  const { deployment, targets, group, failed, earlier, separating } = one
  const { event, scriptName, errorCode, exitCode, message, diagnostics, hosts } = group
  const first = hosts[0]
  if (first === undefined) throw new Error('a failure group has at least one host')
  const [read, script] = await Promise.all([
    readAt(call.ports.logs, deployment.deploymentId, { targetId: first.target.targetId, event, message }),
    scriptName === '' ? undefined : failingScript(call, deployment, group),
  ])
  const good = goodHost(targets, first.target, event)
  const before = earlier.of(group.key)
  return {
    key: shortKey(group.key),
    event,
    scriptName,
    errorCode,
    ...(exitCode !== undefined && { exitCode }),
    message,
    template: group.template,
    count: hosts.length,
    share: hosts.length / failed,
    firstSeen: first.at,
    places: hosts.map(({ target }) => target.index),
    targets: hosts.slice(0, mostNamed).map(({ target: { targetId, wave }, at }) => ({ targetId, wave, at })),
    readAt: read,
    ...(good && { goodHost: good.targetId }),
    separators: separating(group),
    ...(script && { script }),
    advice: copyOf(failureAdvice({ event, diagnostics, said: message })),
    ...(before && { before }),
  }
}

const copyOf = <One extends { places: readonly unknown[] }>(advice: One) => ({ ...advice, places: [...advice.places] })
