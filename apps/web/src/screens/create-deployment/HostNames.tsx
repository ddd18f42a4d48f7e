/** Hosts by name; those that are not connected are dashed and said to be. */

const hostsShown = 24

export function HostNames({ names, away }: { names: readonly string[]; away: ReadonlySet<string> }) {
  return (
    <span className="flex min-w-0 flex-1 flex-wrap gap-1.5">
      {names.slice(0, hostsShown).map((name) => (
        <span
          key={name}
          className={`mono rounded border px-1.5 ${away.has(name) ? 'border-dashed border-failed-text text-failed-text' : 'border-control'}`}
        >
          {name}
          {away.has(name) && <span className="sr-only"> (not connected)</span>}
        </span>
      ))}
      {names.length > hostsShown && <span className="text-muted">+{names.length - hostsShown}</span>}
    </span>
  )
}
