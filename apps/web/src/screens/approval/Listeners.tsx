/** Links to what the balancer listens on, so that one can look with one's own eyes before deciding. */
interface ListenerLinkProps {
  name: 'production' | 'test'
  url: string | undefined
}

export function ListenerLink({ name, url }: ListenerLinkProps) {
  if (url === undefined) return <span className="text-muted">no {name} listener</span>
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="link inline-flex min-h-6 items-center max-sm:min-h-11 [overflow-wrap:anywhere]"
    >
      <span>
        Open the {name} listener <span className="mono">{url.replace(/^https?:\/\//, '')}</span>
        <span className="sr-only"> (new tab)</span>
      </span>
    </a>
  )
}
