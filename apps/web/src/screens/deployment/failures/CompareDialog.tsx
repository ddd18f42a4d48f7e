/** The log of a failed host beside that of a good one. Open while the address says so: `?compare=web-2:ApplicationStart`. */
import type { DeploymentSummary } from '@sluice/model'
import { lazy } from 'react'
import { Late } from '../../../components/Late.tsx'
import type { Fleet } from '../../../live/fleet.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useViewParams } from '../view-params.ts'
import { comparedFrom, hostsThatPassed } from './compared.ts'

const Comparison = lazy(async () => ({ default: (await import('./Comparison.tsx')).Comparison }))

interface CompareDialogProps {
  deployment: DeploymentSummary
  fleet: Fleet | undefined
}

export function CompareDialog({ deployment, fleet }: CompareDialogProps) {
  const { compare, set } = useViewParams()
  const compared = comparedFrom(compare, deployment.lifecycleEvents)
  return (
    <Dialog
      wide
      open={compared !== undefined}
      onClose={() => set('compare', undefined)}
      title={compared === undefined ? '' : `${compared.failing} beside a good host`}
      description={
        compared && `What both said in ${compared.event}. Numbers, times and names make no difference between lines.`
      }
    >
      {compared !== undefined && (
        <Late what="The comparison" stillWorks="Each of the two logs can be read in the log.">
          <Comparison
            deploymentId={deployment.deploymentId}
            compared={compared}
            choices={hostsThatPassed(fleet, compared.event)}
          />
        </Late>
      )}
    </Dialog>
  )
}
