/** The health gauge: how many hosts serve, how many must, and how many failures the deployment still survives. */
import type { DeploymentStatus, HealthGauge } from '@sluice/model'
import { useId } from 'react'
import { cx } from '../../ui/cx.ts'
import type { RegionState } from '../../ui/Card.tsx'
import { Tip } from '../../ui/Tip.tsx'
import { gaugeView } from './gauge.ts'

interface HealthCardProps {
  health: HealthGauge
  status: DeploymentStatus
  state: RegionState
}

export function HealthCard({ health, status, state }: HealthCardProps) {
  const id = useId()
  const view = gaugeView(health, status)
  return (
    <section aria-labelledby={id} data-state={state} className="rounded-lg border border-line bg-raised px-3.5 py-3">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2">
        <h2 id={id} className="font-semibold">
          Health
        </h2>
        <span className="text-xs text-muted">{view.facts}</span>
        <Tip text={rule(health)}>
          <button type="button" className="ml-auto flex min-h-6 items-baseline gap-1.5 rounded-md">
            <b
              className={cx(
                'text-lg leading-none font-bold',
                view.mood === 'failed' && 'text-failed-text',
                view.mood === 'attention' && 'text-ready-text',
              )}
            >
              {view.hero}
            </b>
            <span className="text-xs text-muted">{view.heroWords}</span>
          </button>
        </Tip>
      </div>
      <Gauge health={health} view={view} />
    </section>
  )
}

function Gauge({ health, view }: { health: HealthGauge; view: ReturnType<typeof gaugeView> }) {
  const label = `${view.facts}, of ${health.total}; at least ${health.minimum} must stay healthy. ${view.hero} ${view.heroWords}.`
  return (
    <div role="img" aria-label={label}>
      <div className="relative h-4.5 overflow-hidden rounded-sm border border-line bg-surface">
        <span
          className="absolute inset-y-0 left-0 bg-success"
          style={{ width: `${view.servingPercent + view.updatingPercent}%` }}
        />
        <span
          className="gauge-updating absolute inset-y-0"
          style={{ left: `${view.servingPercent}%`, width: `${view.updatingPercent}%` }}
        />
        <span className="gauge-danger absolute bottom-0 left-0 h-1.5" style={{ width: `${view.minimumPercent}%` }} />
        <span className="absolute inset-y-0 w-0.5 bg-text" style={{ left: `calc(${view.minimumPercent}% - 1px)` }} />
      </div>
      <Scale health={health} minimumPercent={view.minimumPercent} />
    </div>
  )
}

/** The label stays beside its notch and inside the scale: on the side where there is room. */
function Scale({ health, minimumPercent }: { health: HealthGauge; minimumPercent: number }) {
  const isLate = minimumPercent > 60
  const need = `need ${health.minimum.toLocaleString('en')}`
  return (
    <div className="relative mt-0.5 flex h-4.5 justify-between text-xs text-muted">
      <span className={cx(minimumPercent < 20 && !isLate && 'invisible')}>0</span>
      <span
        className="absolute font-semibold whitespace-nowrap text-text"
        style={isLate ? { right: `calc(${100 - minimumPercent}% - 6px)` } : { left: `calc(${minimumPercent}% - 6px)` }}
      >
        {isLate ? `${need} ▲` : `▲ ${need}`}
      </span>
      <span className={cx(minimumPercent > 90 && 'invisible')}>{health.total.toLocaleString('en')}</span>
    </div>
  )
}

const rule = ({ minimum, total }: HealthGauge): string =>
  `${minimum} of ${total} hosts must stay healthy, and at least one host must succeed. The hatched zone is what must stay healthy.`
