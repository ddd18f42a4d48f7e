/** Which groups a change of tags brings a host into and out of, and what is deployed by that, said before it happens. */
import type { ApiError } from '@sluice/api/client'
import type { GroupAfterTags, Input, Output } from '@sluice/api/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useSettled } from '../../components/use-settled.ts'
import { op } from '../../query/op.ts'

type Preview = UseQueryResult<Output<'previewInstanceTags'>, ApiError>

export function useGroupsOfTags(change: Input<'previewInstanceTags'>): Preview {
  const asked = useSettled(JSON.stringify(change))
  return useQuery({
    ...op('previewInstanceTags', JSON.parse(asked) as Input<'previewInstanceTags'>),
    placeholderData: keepPreviousData,
  })
}

export const joinsAny = ({ data }: Preview): boolean => data?.groups.some(({ joins }) => joins.length > 0) === true

export function GroupsOfTags({ preview }: { preview: Preview }) {
  if (preview.error !== null) return <p className="text-failed-text">✕ {preview.error.message}</p>
  if (preview.data === undefined) return null
  const { groups, isCut } = preview.data
  return (
    <div role="status" className="flex flex-col gap-2 rounded-md border border-line bg-surface px-3 py-2 text-sm">
      {groups.length === 0 && <p>No deployment group selects it by these tags.</p>}
      <Joining groups={groups.filter(({ joins }) => joins.length > 0)} />
      <Line word="Leaves" groups={groups.filter(({ leaves }) => leaves.length > 0)}>
        What is installed there stays, and no deployment of the group touches it any more.
      </Line>
      <Line word="Stays in" groups={groups.filter(({ stays }) => stays.length > 0)} />
      {isCut && <p className="text-muted">There are more groups than are named here.</p>}
    </div>
  )
}

/** Groups in which the same happens to the host are named together. */
function Joining({ groups }: { groups: readonly GroupAfterTags[] }) {
  const sentences = [...new Set(groups.map(({ joining }) => joining))]
  return sentences.map((sentence) => (
    <div key={sentence ?? ''}>
      <Line word="Joins" groups={groups.filter(({ joining }) => joining === sentence)} />
      {sentence !== undefined && <p className="text-ready-text">◆ {sentence}</p>}
    </div>
  ))
}

interface LineProps {
  word: string
  groups: readonly GroupAfterTags[]
  children?: string
}

/** No links: whoever followed one would lose what they typed. */
function Line({ word, groups, children }: LineProps) {
  if (groups.length === 0) return null
  const names = groups.map(({ applicationName, deploymentGroupName }) => `${applicationName} / ${deploymentGroupName}`)
  return (
    <p className="[overflow-wrap:anywhere]">
      <b>{word}</b> {names.join(', ')}. {children !== undefined && <span className="text-muted">{children}</span>}
    </p>
  )
}
