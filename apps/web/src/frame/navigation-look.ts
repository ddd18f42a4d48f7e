/** How an entry of the rail and a tab of the phone's bar look. */
export const barEntry =
  'relative flex min-w-0 flex-auto flex-col items-center justify-center gap-0.5 rounded-md px-0.5 text-center text-xs no-underline max-sm:tracking-tight sm:flex-none sm:py-2 ' +
  'lg:flex-row lg:justify-start lg:gap-2.5 lg:px-2.5 lg:py-1.5 lg:text-base'

export const entryLook = (isCurrent: boolean): string =>
  isCurrent ? 'bg-accent-soft font-semibold text-accent' : 'text-muted hover:text-text'
