/** Hosts by name. Those that are not connected are dashed, those that are out of service since last time marked, and said to be. */

const hostsShown = 24

interface HostNamesProps {
  names: readonly string[]
  away: ReadonlySet<string>
  /** They failed or were stopped last time. */
  out?: ReadonlySet<string>
}

export const outMark = '◆'

export function HostNames({ names, away, out }: HostNamesProps) {
  return (
    <span className="flex min-w-0 flex-1 flex-wrap gap-1.5">
      {names.slice(0, hostsShown).map((name) => (
        <span
          key={name}
          className={`mono rounded border px-1.5 ${away.has(name) ? 'border-dashed border-failed-text text-failed-text' : 'border-control'}`}
        >
          {out?.has(name) === true && <span aria-hidden>{outMark} </span>}
          {name}
          {out?.has(name) === true && <span className="sr-only"> (out of service since last time)</span>}
          {away.has(name) && <span className="sr-only"> (not connected)</span>}
        </span>
      ))}
      {names.length > hostsShown && <span className="text-muted">+{names.length - hostsShown}</span>}
    </span>
  )
}
