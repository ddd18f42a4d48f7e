/** Which hosts of the planned order failed so, as a strip: one mark where there is at least one. */
const mostMarks = 120

interface HostStripProps {
  places: readonly number[]
  total: number
}

export function HostStrip({ places, total }: HostStripProps) {
  const marks = Math.min(total, mostMarks)
  const marked = new Set(places.map((place) => Math.min(marks - 1, Math.floor((place * marks) / total))))
  return (
    <span className="flex min-w-40 max-w-96 flex-1 flex-col gap-0.5">
      <svg
        role="img"
        aria-label={`${places.length.toLocaleString('en')} of ${total.toLocaleString('en')} hosts, in the planned order`}
        viewBox={`0 0 ${marks * 8} 10`}
        preserveAspectRatio="none"
        className="h-2.5 w-full"
      >
        {Array.from({ length: marks }, (_, at) => (
          <rect
            key={at}
            x={at * 8}
            y={marked.has(at) ? 0 : 4}
            width="7"
            height={marked.has(at) ? 10 : 2}
            className={marked.has(at) ? 'fill-failed' : 'fill-line'}
          />
        ))}
      </svg>
      <span aria-hidden className="text-xs text-muted">
        {marks < total ? 'tall: where hosts failed so, in the planned order' : 'tall: failed so, in the planned order'}
      </span>
    </span>
  )
}
