/** Hosts that an earlier deployment began and did not finish: the review says which, and how to deploy to them alone. */
import type { Output } from '@sluice/api/contracts'
import { Link, useSearchParams } from 'react-router'
import { fitIntoLink } from '../../components/names-in-link.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'

type Left = NonNullable<Output<'planDeployment'>['leftPartWay']>[number]

export function LeftPartWay({ left }: { left: readonly Left[] }) {
  return (
    <section>
      <h3 className="font-semibold">Hosts left part-way</h3>
      {left.map((by) => (
        <LeftBy key={by.deploymentId} by={by} />
      ))}
    </section>
  )
}

const mostNamed = 24

function LeftBy({ by: { deploymentId, targetIds, sentence } }: { by: Left }) {
  const [params, setParams] = useSearchParams()
  const only = targetIds.join(' ')
  const isChosen = params.get('hosts') === 'chosen' && params.get('only') === only
  const choose = () =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        next.set('hosts', 'chosen')
        next.set('only', only)
        return next
      },
      { replace: true },
    )
  return (
    <div className="mt-1 flex flex-col items-start gap-1">
      <p>
        {sentence}{' '}
        <Link className="link" to={paths.deployment(deploymentId)}>
          See what it left
        </Link>
      </p>
      <p className="mono text-xs [overflow-wrap:anywhere]">
        {targetIds.slice(0, mostNamed).join(', ')}
        {targetIds.length > mostNamed && ` and ${(targetIds.length - mostNamed).toLocaleString('en')} more`}
      </p>
      {!isChosen && fitIntoLink(only) && <Button onClick={choose}>Deploy to these only</Button>}
    </div>
  )
}
