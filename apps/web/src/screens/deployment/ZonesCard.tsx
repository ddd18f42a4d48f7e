/** The zones of a deployment that goes zone by zone: how each stands, and while it bakes how long it still does. */
import type { DeploymentSummary } from '@sluice/model'
import { TimeLeft } from '../../components/Countdown.tsx'
import { ZonePicture } from '../../components/ZonePicture.tsx'
import { Card } from '../../ui/Card.tsx'
import type { RegionState } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'

interface ZonesCardProps {
  zones: NonNullable<DeploymentSummary['zones']>
  state: RegionState
}

export function ZonesCard({ zones: { zones, zoneTag, bake }, state }: ZonesCardProps) {
  return (
    <Card title="Zones" aside={`by the tag ${zoneTag}`} state={state}>
      <ZonePicture zones={zones} />
      {bake !== undefined && (
        <p className="mt-2 [overflow-wrap:anywhere]">
          Zone <b className="font-semibold">{bake.zone}</b> bakes until <Time at={bake.until} style="clock" />,{' '}
          <TimeLeft until={bake.until} />.
        </p>
      )}
    </Card>
  )
}
