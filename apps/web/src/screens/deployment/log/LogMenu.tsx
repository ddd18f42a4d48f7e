/** How the log is shown, and the file of it: times, download, and that secrets are not in it. */
import { Tip } from '../../../ui/Tip.tsx'
import { choiceClass } from './log-filters-style.ts'
import { timeModes } from './log-params.ts'
import type { TimeMode, useLogParams } from './log-params.ts'

const timeNames: Record<TimeMode, string> = {
  local: 'local time',
  utc: 'UTC',
  event: 'since the event began',
  none: 'no time',
}

export function TimeChoice({ time, onTime }: { time: TimeMode; onTime: (time: TimeMode) => void }) {
  return (
    <select
      aria-label="Times"
      className={choiceClass}
      value={time}
      onChange={(change) => onTime(timeModes.find((mode) => mode === change.target.value) ?? 'local')}
    >
      {timeModes.map((mode) => (
        <option key={mode} value={mode}>
          {timeNames[mode]}
        </option>
      ))}
    </select>
  )
}

interface DownloadProps {
  deploymentId: string
  host: string | undefined
  params: Pick<ReturnType<typeof useLogParams>, 'event' | 'stream' | 'severities'>
}

/** The server writes it while it reads: whole, however long. */
export function downloadPath(deploymentId: string, wanted: Record<string, string | undefined>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(wanted)) if (value !== undefined) search.set(key, value)
  return `/api/logs/${encodeURIComponent(deploymentId)}?${search.toString()}`
}

export function Download({ deploymentId, host, params }: DownloadProps) {
  const { event, stream, severities } = params
  const wanted = { target: host, event, stream, severity: severities?.join(',') }
  return (
    <span className="px-1.5">
      Download{' '}
      {(['log', 'ndjson'] as const).map((format) => (
        <a
          key={format}
          href={downloadPath(deploymentId, { format, ...wanted })}
          download
          aria-label={`Download what is chosen as .${format}`}
          className="ml-1 inline-block min-h-6 leading-6 underline hover:text-text"
        >
          .{format}
        </a>
      ))}
    </span>
  )
}

const maskedWords =
  'What looks like a secret is masked before it is stored, on the host and once more at the server: passwords, tokens, keys, bearer headers, addresses with a password.'

export function MaskedNote() {
  return (
    <Tip text={maskedWords}>
      <span tabIndex={0} className="px-1.5">
        secrets masked
      </span>
    </Tip>
  )
}
