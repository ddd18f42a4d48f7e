/** After the end: the form for some of its hosts alone, with the plan beside it. Of blue/green the whole fleet is replaced. */
import type { DeploymentSummary } from '@sluice/model'
import { fitIntoLink } from '../../components/names-in-link.ts'
import { paths } from '../../paths.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { GoButton } from '../../ui/Button.tsx'

interface RedeployToTheseProps {
  deployment: Pick<DeploymentSummary, 'deploymentId' | 'actions' | 'blueGreen'>
  names: readonly string[]
  /** As the advice says: of old scripts that failed there, which would fail again. */
  ignoresStopFailures?: boolean | undefined
  className?: string
}

export function RedeployToThese({ deployment, names, ignoresStopFailures, className }: RedeployToTheseProps) {
  const { deploymentId, actions, blueGreen } = deployment
  const mayCreate = useMay('createDeployment')
  if (blueGreen !== undefined || names.length === 0) return null
  const only = names.join(' ')
  const tooMany = fitIntoLink(only) ? { allowed: true } : { allowed: false, reason: tooManyWords }
  return (
    <GoButton
      {...(className !== undefined && { className })}
      to={paths.newDeployment({
        from: deploymentId,
        hosts: 'chosen',
        only,
        ...(ignoresStopFailures && { ignoreStopFailures: 'true' }),
      })}
      disabledReason={whyNot(mayCreate, actions.redeploy) ?? whyNot(tooMany)}
    >
      Redeploy to {names.length === 1 ? 'this host' : `these ${names.length.toLocaleString('en')}`}…
    </GoButton>
  )
}

const tooManyWords =
  'So many names do not fit into a link. The list of hosts left part-way redeploys to any number of hosts.'
