/** What will happen, before it does: the sentence, the waves with their hosts, what could go wrong. */
import type { Output } from '@sluice/api/contracts'
import { Link } from 'react-router'
import { isHeard } from '../../components/is-heard.ts'
import { ZonePicture } from '../../components/ZonePicture.tsx'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Time } from '../../ui/Time.tsx'
import { durationText } from '../../ui/time-format.ts'
import { awayIn, outIn, presentIn } from './away.ts'
import { FleetsPlan } from './FleetsPlan.tsx'
import { HostNames, outMark } from './HostNames.tsx'
import type { Preview } from './preview.ts'
import { toPutRight } from './steps.ts'

type Planned = Output<'planDeployment'>

const wavesShown = 8

interface PlanCardProps {
  preview: Preview
  /** What is to be chosen before there is a plan. */
  lacking: string | undefined
}

export function PlanCard({ preview, lacking }: PlanCardProps) {
  const { plan: planned, computing, error, retry } = preview
  const elsewhere = toPutRight(error)
  const seconds = planned?.plan.waves.at(-1)?.endsAfterSeconds
  return (
    <Card
      title="Plan"
      aside={computing ? 'computing…' : 'what will happen, before it does'}
      actions={
        seconds !== undefined && <span className="text-xs text-muted">about {durationText(seconds * 1000)}</span>
      }
    >
      {elsewhere !== undefined && <p className="text-failed-text">✕ {elsewhere} Then the plan is shown here.</p>}
      {error !== null && elsewhere === undefined && (
        <ErrorRegion what="The plan could not be computed" error={error} onRetry={retry} />
      )}
      {planned === undefined && error === null && (
        <p className="text-muted">
          {computing
            ? 'Computing which hosts it takes, and in which order…'
            : (lacking ??
              'Choose an application and a deployment group to see which hosts it takes, and in which order.')}
        </p>
      )}
      {planned !== undefined && (
        <div aria-busy={computing || undefined} className={computing ? 'opacity-60' : undefined}>
          <PlanBody planned={planned} />
        </div>
      )}
    </Card>
  )
}

function PlanBody({ planned: { plan, hosts, busy, alsoAtWork = [], warnings, blueGreen } }: { planned: Planned }) {
  const present = presentIn(hosts)
  const away = awayIn(hosts)
  const out = blueGreen === undefined ? outIn(hosts) : undefined
  return (
    <>
      {busy !== undefined && <Busy deploymentId={busy.deploymentId} />}
      {plan.failsAtOnce === undefined ? (
        <p className="text-lg">{plan.sentence}</p>
      ) : (
        <Notice tone="failed">
          {beforeTheStart(plan)} {plan.failsAtOnce.message}
        </Notice>
      )}
      {blueGreen !== undefined && (
        <FleetsPlan blueGreen={blueGreen} away={away} isProvisioned={present.length < hosts.length} />
      )}
      {blueGreen !== undefined && <h3 className="mt-3 font-semibold">Installation on the replacement</h3>}
      {plan.zones !== undefined && (
        <div className="my-2">
          <ZonePicture zones={plan.zones} />
        </div>
      )}
      <ol className="mt-1">
        {plan.waves.slice(0, wavesShown).map((wave) => (
          <li key={wave.wave} className="flex items-baseline gap-4 border-b border-line py-2">
            <span className="w-16 shrink-0 font-semibold [overflow-wrap:anywhere]">
              Wave {wave.wave}
              {wave.zone !== undefined && <span className="block text-xs font-normal text-muted">{wave.zone}</span>}
            </span>
            <HostNames names={wave.targets} away={away} out={out} />
            <WaveTime from={wave.startsAfterSeconds} to={wave.endsAfterSeconds} />
          </li>
        ))}
      </ol>
      {plan.waves.length > wavesShown && (
        <p className="py-2 text-muted">
          … and {(plan.waves.length - wavesShown).toLocaleString('en-GB')} more waves,{' '}
          {plan.total.toLocaleString('en-GB')} hosts in all.
        </p>
      )}
      {out !== undefined && out.size > 0 && (
        <p aria-hidden className="mt-2 text-xs text-muted">
          {outMark} out of service since last time
        </p>
      )}
      {(present.length > 0 || hosts.length === 0) && (
        <p className="mt-2 text-xs text-muted">{presenceSentence(present)}</p>
      )}
      {alsoAtWork.map(({ deploymentId, sentence }) => (
        <Notice key={deploymentId} tone="ready">
          {sentence}{' '}
          <Link className="link" to={paths.deployment(deploymentId)}>
            See {deploymentId}
          </Link>
        </Notice>
      ))}
      {warnings.map((warning) => (
        <Notice key={warning} tone="ready">
          {warning}
        </Notice>
      ))}
    </>
  )
}

/** What can never go through is not even created; everything else becomes a deployment that fails. */
const beforeTheStart = ({ isRefused }: Planned['plan']): string =>
  isRefused === true ? 'It would be refused.' : 'It would fail at once, without touching a host.'

function Busy({ deploymentId }: { deploymentId: string }) {
  return (
    <Notice tone="ready">
      <Link className="link" to={paths.deployment(deploymentId)}>
        {deploymentId}
      </Link>{' '}
      is running on this group. A group takes one deployment at a time.
    </Notice>
  )
}

function WaveTime({ from, to }: { from: number | undefined; to: number | undefined }) {
  if (from === undefined || to === undefined) return null
  return (
    <span className="shrink-0 text-xs text-muted">
      {durationText(from * 1000)}–{durationText(to * 1000)}
    </span>
  )
}

/** So many silent hosts are named with the time; the dashed ones among the waves are all of them. */
const silentShown = 6

/** Who is there. What silent hosts mean for the deployment, the plan's own sentence says. */
function presenceSentence(hosts: Planned['hosts']) {
  const connected = hosts.filter(isHeard).length
  if (hosts.length === 0) return 'No host matches this group’s tags.'
  if (connected === hosts.length)
    return hosts.length === 1 ? 'The host is connected.' : `All ${hosts.length} hosts are connected.`
  const silent = hosts.filter((host) => host.silentSince !== undefined)
  return (
    <>
      {connected === 0 ? 'None' : connected} of {hosts.length} {hosts.length === 1 ? 'host' : 'hosts'}{' '}
      {connected > 1 ? 'are' : 'is'} connected.
      {silent.slice(0, silentShown).map((host) => (
        <span key={host.instanceName}>
          {' '}
          {host.instanceName} was last heard <Time at={host.silentSince ?? ''} style="clock" />.
        </span>
      ))}
      {silent.length > silentShown && ` ${silent.length - silentShown} more are silent.`}
    </>
  )
}

function Notice({ tone, children }: { tone: 'failed' | 'ready'; children: React.ReactNode }) {
  const look =
    tone === 'failed' ? 'border-failed-text bg-danger-soft text-failed-text' : 'border-ready-line bg-warning-soft'
  return (
    <p className={`my-2 rounded-md border px-3 py-2 text-sm ${look}`}>
      <span aria-hidden>{tone === 'failed' ? '✕ ' : '◆ '}</span>
      {children}
    </p>
  )
}
