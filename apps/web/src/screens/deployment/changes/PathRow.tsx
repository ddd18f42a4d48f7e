/** Paths or names of one kind of change, with their exact count. */
interface PathRowProps {
  sign: string
  word: string
  list: { count: number; paths: readonly string[] }
}

/** So many are shown at once; the others when asked for. */
const shownAtOnce = 12

export function PathRow({ sign, word, list: { count, paths } }: PathRowProps) {
  if (count === 0) return null
  const [first, rest] = [paths.slice(0, shownAtOnce), paths.slice(shownAtOnce)]
  return (
    <div className="mt-1.5">
      <p className="text-muted">
        {count.toLocaleString('en')} {word}
      </p>
      <PathList sign={sign} paths={first} />
      {rest.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer text-muted hover:text-text">
            {rest.length.toLocaleString('en')} more
          </summary>
          <PathList sign={sign} paths={rest} />
          {count > paths.length && (
            <p className="text-muted">and {(count - paths.length).toLocaleString('en')} that are not listed</p>
          )}
        </details>
      )}
    </div>
  )
}

function PathList({ sign, paths }: { sign: string; paths: readonly string[] }) {
  return (
    <ul className="mono">
      {paths.map((path) => (
        <li key={path} className="break-all">
          <span aria-hidden className="text-muted">
            {sign}
          </span>{' '}
          {path}
        </li>
      ))}
    </ul>
  )
}
