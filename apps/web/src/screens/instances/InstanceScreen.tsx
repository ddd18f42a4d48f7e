/** One host: who it is and whether it is heard, its tags, what is installed there for whom, and the deployments that had it. */
import type { InstanceInfo } from '@sluice/api/contracts'
import type { InstanceRow } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { HostDialog, useHostDeeds } from './HostDialog.tsx'
import type { OpenDeed } from './HostDialog.tsx'
import { HostDeployments } from './HostDeployments.tsx'
import { HostGroups } from './HostGroups.tsx'
import { Presence } from './HostLook.tsx'
import { Identity } from './Identity.tsx'

export default function InstanceScreen() {
  const { name = '' } = useParams()
  const query = useQuery(op('getOnPremisesInstance', { instanceName: name }))
  const topic = useTopic('instances')
  const [open, setOpen] = useState<OpenDeed>()
  const info = query.data?.instanceInfo
  const live = useMemo(() => topic.data?.find((row) => row.instanceName === name), [topic.data, name])
  /** The topic knows it better, once it is here. */
  const row = live ?? (info === undefined ? undefined : rowOf(info))
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ name: 'Instances', to: paths.instances() }, { name }]}
        heading={
          <>
            <span className="font-mono">{name}</span> {row !== undefined && <Presence row={row} />}
          </>
        }
        actions={row !== undefined && info !== undefined && <Deeds row={row} onOpen={setOpen} />}
      />
      {query.error !== null && (
        <ErrorRegion
          what="The host could not be loaded"
          error={query.error}
          onRetry={query.error.status === 404 ? undefined : () => void query.refetch()}
        />
      )}
      {query.isPending && (
        <Loading what="Loading the host…">
          <BoneRows rows={5} />
        </Loading>
      )}
      {info !== undefined && row !== undefined && (
        <div className="grid items-start gap-4 px-4 py-4 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <Identity info={info} row={row} state={live === undefined ? 'stale' : topic.state} />
          <div className="flex min-w-0 flex-col gap-4">
            <HostGroups key={row.tags.map(({ Key, Value }) => `${Key}=${Value}`).join(' ')} instanceName={name} />
            <HostDeployments instanceName={name} />
          </div>
        </div>
      )}
      {open !== undefined && <HostDialog open={open} rows={topic.data ?? []} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Deeds({ row, onOpen }: { row: InstanceRow; onOpen: (open: OpenDeed) => void }) {
  const { whyNot, onDeed } = useHostDeeds(onOpen)
  if (row.deregisterTime !== undefined)
    return (
      <Button look="primary" disabledReason={whyNot.enrolAgain} onClick={() => onDeed('enrolAgain', row)}>
        Register again…
      </Button>
    )
  return (
    <>
      <Button disabledReason={whyNot.tags} onClick={() => onDeed('tags', row)}>
        Tags…
      </Button>
      <Button look="danger" disabledReason={whyNot.deregister} onClick={() => onDeed('deregister', row)}>
        Deregister…
      </Button>
    </>
  )
}

function rowOf({ lastSeenTime, silentSince, ...info }: InstanceInfo): InstanceRow {
  const { instanceName, tags, registerTime, deregisterTime, os, agentVersion, connected } = info
  return {
    instanceName,
    tags,
    registerTime,
    ...(deregisterTime !== undefined && { deregisterTime }),
    os,
    agentVersion,
    connected,
    ...(lastSeenTime !== undefined && { lastSeenAt: Date.parse(lastSeenTime) }),
    ...(silentSince !== undefined && { silentSince: Date.parse(silentSince) }),
  }
}
