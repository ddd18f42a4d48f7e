/**
 * Lines of a text against another: `+`, `-` or a blank before each. The sign says it, the colour only helps. Long lines go on
 * below themselves: nothing is cut.
 */
export function DiffLines({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <div role="group" aria-label={`Changed lines: ${name}`} className="mt-2">
      <p className="mono [overflow-wrap:anywhere]">{name}</p>
      <pre className="mono mt-1 [overflow-wrap:anywhere] whitespace-pre-wrap">
        {lines.map((line, at) =>
          line === leftOut ? (
            <span key={at} className="block text-muted select-none">
              ⋯ lines that are the same
            </span>
          ) : (
            <span key={at} className={`block pl-[2ch] indent-[-2ch] ${toneOf(line)}`}>
              {line === '' ? ' ' : line}
            </span>
          ),
        )}
      </pre>
    </div>
  )
}

/** What the server puts where lines are left out. */
const leftOut = '@'

function toneOf(line: string): string {
  if (line.startsWith('+')) return 'text-success-text'
  return line.startsWith('-') ? 'text-failed-text' : 'text-muted'
}
