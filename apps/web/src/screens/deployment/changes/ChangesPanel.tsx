/** What this deployment changed: its revision, settings and hosts against those of the deployment that it replaced. */
import type { DeploymentSummary } from '@sluice/model'
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { DiffLines } from '../../../components/DiffLines.tsx'
import { paths } from '../../../paths.ts'
import { op } from '../../../query/op.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import { PathRow } from './PathRow.tsx'
import { ScriptChanges } from './ScriptChanges.tsx'

type Changes = Output<'getDeploymentChanges'>

export function ChangesPanel({
  deployment: { deploymentId },
}: {
  deployment: Pick<DeploymentSummary, 'deploymentId'>
}) {
  const { data, error, refetch } = useQuery({ ...op('getDeploymentChanges', { deploymentId }), staleTime: Infinity })
  if (error !== null && data === undefined)
    return (
      <ErrorRegion
        what="The changes could not be loaded"
        error={error}
        stillWorks="The deployment goes on."
        onRetry={() => void refetch()}
      />
    )
  if (data === undefined)
    return (
      <Loading what="Comparing with what ran before…">
        <BoneRows rows={6} />
      </Loading>
    )
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label="What changed"
      className="overflow-y-auto px-3.5 py-2.5 -outline-offset-2"
    >
      <Replaced changes={data} />
      {data.hostsHad !== undefined && <p className="mt-1">{data.hostsHad}</p>}
      {data.note !== undefined && <p className="mt-2 text-muted">{data.note}</p>}
      {data.bundle !== undefined && <Bundle bundle={data.bundle} against={data.replaces?.revisionName ?? ''} />}
      {data.replaces !== undefined && <Settings settings={data.settings} />}
      {data.hosts !== undefined && <Hosts hosts={data.hosts} />}
    </div>
  )
}

function Replaced({ changes: { revisionName, replaces } }: { changes: Changes }) {
  return (
    <p>
      <b className="mono">{revisionName}</b>
      {replaces !== undefined && (
        <>
          {' '}
          against <b className="mono">{replaces.revisionName}</b>, which{' '}
          <Link className="link mono" to={paths.deployment(replaces.deploymentId)}>
            {replaces.deploymentId}
          </Link>{' '}
          had deployed <Time at={replaces.completeTime} />.
        </>
      )}
    </p>
  )
}

const heading = 'mt-4 mb-1 border-b border-line pb-1 font-semibold'

function Bundle({ bundle, against }: { bundle: NonNullable<Changes['bundle']>; against: string }) {
  const { isSame, added, removed, changed, appSpecLines } = bundle
  return (
    <>
      <h2 className={heading}>Files</h2>
      {isSame ? (
        <p>The same bytes: nothing of the revision changed.</p>
      ) : (
        <>
          <PathRow sign="~" word="changed" list={changed} />
          <PathRow sign="+" word="added" list={added} />
          <PathRow sign="−" word="removed" list={removed} />
          <h2 className={heading}>AppSpec</h2>
          {appSpecLines.length === 0 ? (
            <p>The same as in {against}.</p>
          ) : (
            <DiffLines name="appspec.yml" lines={appSpecLines} />
          )}
          <h2 className={heading}>Scripts</h2>
          <ScriptChanges scripts={bundle.scripts} cut={bundle.scriptsCut} />
        </>
      )}
    </>
  )
}

function Settings({ settings }: { settings: Changes['settings'] }) {
  return (
    <>
      <h2 className={heading}>Settings</h2>
      {settings.length === 0 && <p>The same as then.</p>}
      <dl>
        {settings.map(({ name, before, now }) => (
          <div key={name} className="grid gap-x-3 border-b border-line py-1.5 last:border-b-0 sm:grid-cols-[180px_1fr]">
            <dt className="text-muted">{name}</dt>
            <dd>
              <del className="text-muted">{before}</del> <span aria-hidden>→</span>{' '}
              <ins className="no-underline">{now}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Hosts({ hosts: { added, removed } }: { hosts: NonNullable<Changes['hosts']> }) {
  return (
    <>
      <h2 className={heading}>Hosts</h2>
      {added.count + removed.count === 0 && <p>The same hosts as then.</p>}
      <PathRow sign="+" word="new in this deployment" list={added} />
      <PathRow sign="−" word="not in it any more" list={removed} />
    </>
  )
}
