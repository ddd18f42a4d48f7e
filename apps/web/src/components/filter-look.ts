/** What every control in a row of filters looks like. */
export const filterLook =
  'min-h-8 rounded-md border border-control bg-bg py-1 pl-2.5 text-text max-w-full min-w-0 max-sm:min-h-11 max-sm:flex-1 max-sm:basis-2/5'
