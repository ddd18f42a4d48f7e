/** Keys as they are on a keyboard: `g n` are two that are pressed one after the other, `Ctrl+K` two at once. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className="whitespace-nowrap">
      {keys.split(' ').map((part, at) => (
        <span key={at}>
          {at > 0 && <span className="text-xs text-muted"> then </span>}
          {part.split('+').map((key, place) => (
            <kbd
              key={place}
              className="mono ml-0.5 inline-block min-w-5 rounded-md border border-line bg-surface px-1.5 text-center text-xs text-text"
            >
              {key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
