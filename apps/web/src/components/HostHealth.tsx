/** How one host stands with one group: instance health, then revision health, in CodeDeploy’s words. */
import type { HostStanding } from '@sluice/model'
import { cx } from '../ui/cx.ts'

export function HostHealth({ standing }: { standing: HostStanding & { isTried: boolean } }) {
  const { instanceHealth, revisionHealth, isTried } = standing
  const isHealthy = instanceHealth === 'Healthy'
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
