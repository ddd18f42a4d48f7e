/** After the end: the form for some of its hosts alone, with the plan beside it. Of blue/green the whole fleet is replaced. */
import type { DeploymentSummary } from '@sluice/model'
import { paths } from '../../paths.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { GoButton } from '../../ui/Button.tsx'

interface RedeployToTheseProps {
  deployment: Pick<DeploymentSummary, 'deploymentId' | 'actions' | 'blueGreen'>
  names: readonly string[]
  className?: string
}

/** So many names fit into a link that can be sent to somebody. */
const mostInLink = 200

export function RedeployToThese({ deployment, names, className }: RedeployToTheseProps) {
  const { deploymentId, actions, blueGreen } = deployment
  const mayCreate = useMay('createDeployment')
  if (blueGreen !== undefined || names.length === 0) return null
  const tooMany = names.length > mostInLink ? { allowed: false, reason: tooManyWords } : { allowed: true }
  return (
    <GoButton
      {...(className !== undefined && { className })}
      to={paths.newDeployment({ from: deploymentId, hosts: 'chosen', only: names.join(' ') })}
      disabledReason={whyNot(mayCreate, actions.redeploy) ?? whyNot(tooMany)}
    >
      Redeploy to {names.length === 1 ? 'this host' : `these ${names.length.toLocaleString('en')}`}…
    </GoButton>
  )
}

const tooManyWords = `A link holds the names of up to ${mostInLink} hosts. The list of hosts left part-way redeploys to any number.`
