/** Lines of a text against another: `+`, `-` or a blank before each. The sign says it, the colour only helps. */
export function DiffLines({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={`Changed lines: ${name}`}
      className="mt-2 overflow-x-auto -outline-offset-2"
    >
      <p className="mono">{name}</p>
      <pre className="mono mt-1">
        {lines.map((line, at) => (
          <span key={at} className={`block ${toneOf(line)}`}>
            {line === '' ? ' ' : line}
          </span>
        ))}
      </pre>
    </div>
  )
}

function toneOf(line: string): string {
  if (line.startsWith('+')) return 'text-success-text'
  return line.startsWith('-') ? 'text-failed-text' : 'text-muted'
}
