/** The mark: two gates and the channel between them. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 20 20" fill="none" aria-hidden className="size-5">
        <path d="M2 4h6v12H2z" fill="var(--env-original)" />
        <path d="M12 4h6v12h-6z" fill="var(--env-replacement)" />
        <path d="M8 10h4" stroke="var(--text)" strokeWidth="2" />
      </svg>
      Sluice
    </span>
  )
}
