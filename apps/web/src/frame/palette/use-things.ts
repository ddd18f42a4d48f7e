/**
 * Things of the server that match what was typed, by its lists: asked only once typing has paused, and no longer when other
 * words were typed since. Lists that the screens keep already are not asked for again.
 */
import type { RevisionOverview } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { deploymentLook } from '../../components/status.ts'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { op } from '../../query/op.ts'
import { wordsOf } from './item.ts'
import type { PaletteItem } from './item.ts'

const pauseMs = 200
const fewestLetters = 2
/** Groups and revisions are listed by application: of so many. */
const mostApplications = 8
const keptMs = 15_000

type Thing = Omit<PaletteItem, 'run'> & { to: string }

export interface Things {
  items: readonly PaletteItem[]
  isSearching: boolean
  /** Why a part of them is missing. */
  error: string | undefined
  /** What was not looked through, as a sentence. */
  leftOut: string | undefined
}

export function useThings(typed: string): Things {
  const navigate = useNavigate()
  const text = usePaused(typed.trim())
  const enabled = text.length >= fewestLetters
  const parts = [useDeployments(text, enabled), useApplications(text, enabled), useInstances(text, enabled)]
  const items = parts.flatMap((part) => part.things)
  return {
    items: items.map((thing) => ({ ...thing, run: () => void navigate(thing.to) })),
    isSearching: typed.trim() !== text || parts.some((part) => part.isSearching),
    error: parts.find((part) => part.error !== undefined)?.error,
    leftOut: enabled ? leftOutOf(parts) : undefined,
  }
}

function leftOutOf(parts: readonly Part[]): string | undefined {
  const sentences = parts.flatMap(({ leftOut }) => leftOut ?? [])
  return sentences.length === 0 ? undefined : sentences.join(' ')
}

interface Part {
  things: readonly Thing[]
  isSearching: boolean
  error: string | undefined
  leftOut?: string | undefined
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(setPaused, pauseMs, text)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

const wholeId = /^d-[0-9a-z]{9}$/i

/** The newest by any of their words; any age by a part of id, revision or description. */
function useDeployments(text: string, enabled: boolean): Part {
  const searched = useQuery({ ...op('listDeployments', { text }), enabled, staleTime: keptMs })
  const newest = useQuery({ ...op('listDeployments', {}), enabled, staleTime: keptMs })
  const id = text.toUpperCase().replace(/^D-/, 'd-')
  const isId = wholeId.test(text)
  const one = useQuery({ ...op('getDeployment', { deploymentId: id }), enabled: enabled && isId, staleTime: keptMs })
  const listed = [...(searched.data?.deploymentsInfo ?? []), ...(newest.data?.deploymentsInfo ?? [])]
  const all = one.data === undefined ? listed : [one.data.deploymentInfo, ...listed]
  const byId = new Map(all.map((row) => [row.deploymentId, row]))
  return {
    things: [...byId.values()].map(deploymentThing),
    isSearching: enabled && (newest.isPending || searched.isPending || (isId && one.isPending)),
    error: newest.error?.message,
  }
}

const deploymentThing = (row: DeploymentSummary): Thing => ({
  id: `deployment:${row.deploymentId}`,
  group: 'Deployments',
  name: row.deploymentId,
  detail: `${row.applicationName} › ${row.deploymentGroupName} · ${row.revisionName} · ${deploymentLook(row).word}`,
  also: `${row.description ?? ''} ${row.startedBy}`,
  to: paths.deployment(row.deploymentId),
})

/** Applications, and the groups and revisions of those whose name was typed (of all, when there are few). */
function useApplications(text: string, enabled: boolean): Part {
  const applications = useQuery({ ...allPagesOf('listApplications', {}), enabled, staleTime: keptMs })
  const names = applications.data?.applications ?? []
  const words = wordsOf(text)
  const named = names.filter((name) => words.some((word) => name.toLowerCase().includes(word)))
  const inside = (names.length <= mostApplications ? names : named).slice(0, mostApplications)
  const groups = useQueries({
    queries: inside.map((applicationName) => ({
      ...allPagesOf('listDeploymentGroups', { applicationName }),
      enabled,
      staleTime: keptMs,
    })),
  })
  const revisions = useQueries({
    queries: inside.map((applicationName) => ({
      ...op('listApplicationRevisions', { applicationName }),
      enabled,
      staleTime: keptMs,
    })),
  })
  return {
    things: [
      ...names.map(applicationThing),
      ...groups.flatMap(({ data }) =>
        (data?.deploymentGroups ?? []).map((group) => groupThing(data?.applicationName ?? '', group)),
      ),
      ...revisions.flatMap(({ data }, at) =>
        (data?.revisionsInfo ?? []).map((revision) => revisionThing(inside[at] ?? '', revision)),
      ),
    ],
    isSearching: enabled && [applications, ...groups, ...revisions].some((query) => query.isPending),
    error: applications.error?.message,
    leftOut:
      inside.length < names.length ? 'For groups and revisions, type the name of their application too.' : undefined,
  }
}

const applicationThing = (name: string): Thing => ({
  id: `application:${name}`,
  group: 'Applications',
  name,
  to: paths.application(name),
})

const groupThing = (application: string, group: string): Thing => ({
  id: `group:${application}/${group}`,
  group: 'Deployment groups',
  name: group,
  detail: application,
  to: paths.group(application, group),
})

const revisionThing = (application: string, revision: RevisionOverview): Thing => ({
  id: `revision:${application}/${revision.name}`,
  group: 'Revisions',
  name: revision.name,
  detail: application,
  ...(revision.description !== undefined && { also: revision.description }),
  to: paths.revision(application, revision.revisionId),
})

/** Those of the first page by any of their words; any by its whole name. */
function useInstances(text: string, enabled: boolean): Part {
  const listed = useQuery({
    ...op('listOnPremisesInstances', { registrationStatus: 'Registered' }),
    enabled,
    staleTime: keptMs,
  })
  const isMore = listed.data?.nextToken !== undefined
  const one = useQuery({
    ...op('getOnPremisesInstance', { instanceName: text }),
    enabled: enabled && isMore && !/\s/.test(text),
    staleTime: keptMs,
  })
  const found = one.data === undefined ? [] : [one.data.instanceInfo]
  const rows = [...found, ...(listed.data?.instanceInfos ?? [])]
  const byName = new Map(rows.map((row) => [row.instanceName, row]))
  return {
    things: [...byName.values()].map(({ instanceName, tags }) => ({
      id: `instance:${instanceName}`,
      group: 'Instances',
      name: instanceName,
      detail: tags.map(({ Key, Value }) => `${Key}=${Value}`).join(', '),
      to: paths.instance(instanceName),
    })),
    isSearching: enabled && (listed.isPending || (isMore && one.isLoading)),
    error: listed.error?.message,
    leftOut: isMore
      ? `Of the instances, the first ${rows.length - found.length} were looked through; any is found by its whole name.`
      : undefined,
  }
}
