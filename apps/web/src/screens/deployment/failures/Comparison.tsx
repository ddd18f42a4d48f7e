/** Two logs side by side, and the choice of the good host. */
import { useQuery } from '@tanstack/react-query'
import { op } from '../../../query/op.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { useViewParams } from '../view-params.ts'
import { comparedText, type Compared } from './compared.ts'
import { LogComparison } from './LogComparison.tsx'

interface ComparisonProps {
  deploymentId: string
  compared: Compared
  choices: readonly string[]
}

export function Comparison({ deploymentId, compared, choices }: ComparisonProps) {
  const { set } = useViewParams()
  const { data, error, refetch } = useQuery(op('compareTargetLogs', { deploymentId, ...compared }))
  if (error !== null && data === undefined)
    return (
      <ErrorRegion
        what="The two logs could not be compared"
        error={error}
        stillWorks="Each of them can be read in the log."
        onRetry={() => void refetch()}
      />
    )
  if (data === undefined)
    return (
      <Loading what="Comparing the two logs…">
        <BoneRows rows={6} />
      </Loading>
    )
  const good = data.good?.targetId
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {good !== undefined && (
          <label className="flex items-center gap-1.5">
            Good host
            <select
              className="min-h-8 rounded-md border border-control bg-raised px-1.5"
              value={good}
              onChange={(change) => set('compare', comparedText({ ...compared, good: change.target.value }))}
            >
              {[...new Set([good, ...choices])].map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <span className="text-muted">{data.choice}</span>
      </p>
      {data.good !== undefined && <LogComparison comparison={data} good={data.good} />}
    </>
  )
}
