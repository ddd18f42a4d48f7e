/** Which scripts run at which event, in their order. */
import type { RevisionInfo } from '@sluice/api/contracts'
import { Card } from '../../ui/Card.tsx'
import { FileButton } from './FileButton.tsx'

interface HookScriptsProps {
  info: RevisionInfo
  onShow: (path: string) => void
}

export function HookScripts({ info: { hooks }, onShow }: HookScriptsProps) {
  return (
    <Card title="Scripts">
      {hooks.length === 0 ? (
        <p className="text-muted">It runs no scripts: files are copied, and that is all.</p>
      ) : (
        <ol className="flex flex-col gap-3">
          {hooks.map(({ event, scripts }) => (
            <li key={event}>
              <h3 className="text-sm font-semibold">{event}</h3>
              <ol className="mt-1 flex flex-col gap-1">
                {scripts.map((script, at) => (
                  <li key={at} className="flex flex-wrap items-baseline gap-x-3">
                    <FileButton path={script.path} name={script.location} onShow={onShow} />
                    <span className="text-sm text-muted">
                      at most {script.timeoutSeconds} s
                      {script.runas !== undefined && (
                        <>
                          , as <span className="mono">{script.runas}</span>
                        </>
                      )}
                    </span>
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
