/**
 * How one host stands with one group: instance health, then revision health, in CodeDeploy’s words. While a deployment changes the
 * host, how it stood before is not how it stands now.
 */
import type { HostStanding } from '@sluice/model'
import { cx } from '../ui/cx.ts'

export function HostHealth({ standing }: { standing: HostStanding & { isTried: boolean; isChanging: boolean } }) {
  const { instanceHealth, revisionHealth, isTried, isChanging } = standing
  const isHealthy = instanceHealth === 'Healthy'
  if (isChanging) return <Changing />
  return (
    <>
      <span className={cx('whitespace-nowrap', !isHealthy && isTried && 'text-failed-text')}>
        <span aria-hidden>{isHealthy ? '✓ ' : isTried ? '✕ ' : '○ '}</span>
        {instanceHealth}
      </span>
      <span className="block text-xs text-muted">
        {isTried ? `revision ${revisionHealth.toLowerCase()}` : 'no attempt known'}
      </span>
    </>
  )
}

function Changing() {
  return (
    <>
      <span className="whitespace-nowrap text-progress-text">
        <span aria-hidden>▶ </span>Changing
      </span>
      <span className="block text-xs text-muted">known at the end</span>
    </>
  )
}
