/** How shares of hosts are drawn: never by colour alone, the words are beside them. */
export const standingLooks = {
  good: 'border border-success-text bg-success',
  old: 'border border-ready-text bg-ready',
  failed: 'border border-failed-text bg-failed',
  changing: 'border border-progress-text bg-progress',
  none: 'border border-dashed border-control',
} as const
