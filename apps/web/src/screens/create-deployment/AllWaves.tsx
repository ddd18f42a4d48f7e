/** Every wave with its hosts by name, folded away: the plan beside it shows the first. */
import type { Output } from '@sluice/api/contracts'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { awayIn, outIn } from './away.ts'
import { HostNames } from './HostNames.tsx'

const wavesAtOnce = 50

export function AllWaves({ planned: { plan, hosts } }: { planned: Output<'planDeployment'> }) {
  const [shown, setShown] = useState(wavesAtOnce)
  if (plan.waves.length === 0) return null
  const [away, out] = [awayIn(hosts), outIn(hosts)]
  return (
    <details>
      <summary className="min-h-6 cursor-pointer font-semibold">
        All waves with their hosts: {plan.waves.length.toLocaleString('en')}
      </summary>
      <ol className="mt-1">
        {plan.waves.slice(0, shown).map((wave) => (
          <li key={wave.wave} className="flex items-baseline gap-4 border-b border-line py-2">
            <span className="w-20 shrink-0">Wave {wave.wave}</span>
            <HostNames names={wave.targets} away={away} out={out} />
          </li>
        ))}
      </ol>
      {plan.waves.length > shown && (
        <Button className="mt-2" onClick={() => setShown(shown + wavesAtOnce)}>
          Show {Math.min(wavesAtOnce, plan.waves.length - shown)} more waves
        </Button>
      )}
    </details>
  )
}
