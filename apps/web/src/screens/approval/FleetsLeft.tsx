/** A deployment that ended before the switch: both fleets as far as they are known, and where to read why. */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { FleetName } from '../../components/FleetName.tsx'
import { revisionsOf } from '../../components/revisions.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'

export function FleetsLeft({ deployment, standing }: { deployment: DeploymentSummary; standing: BlueGreenStanding }) {
  const { original, replacement } = revisionsOf(deployment)
  const [before, after] = [standing.original.total, standing.replacement.total]
  return (
    <>
      <Card title={<FleetName label="B" />}>
        <p>
          <b className="mono font-semibold">{original ?? 'none'}</b> · {hostsWords(before)}
        </p>
        <p>{before === 0 ? 'Nobody is served, as before.' : 'Users never left these hosts.'}</p>
      </Card>
      <Card title={<FleetName label="G" />}>
        <p>
          <b className="mono font-semibold">{replacement}</b> · {hostsWords(after)}
        </p>
        <p>{replacementWords(standing)}</p>
      </Card>
      <div>
        <ButtonLink to={paths.deployment(deployment.deploymentId)}>See why in the live view</ButtonLink>
      </div>
    </>
  )
}

const hostsWords = (count: number): string => {
  if (count === 0) return 'no hosts'
  return count === 1 ? '1 host' : `${count.toLocaleString('en')} hosts`
}

/** Whether each of them could be ended the list of instances knows. */
function replacementWords({ isProvisioned, replacement }: BlueGreenStanding): string {
  if (replacement.total === 0) return 'No replacement came to be.'
  return isProvisioned
    ? 'Made for this deployment, it got no users and was ended with it.'
    : 'It got no users. What is installed on it stays.'
}
