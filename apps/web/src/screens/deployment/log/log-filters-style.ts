/** Small controls in the bars above the log. */
export const choiceClass =
  'field-sizing-content min-h-6 max-w-44 rounded-md border border-transparent bg-transparent text-xs text-muted hover:border-control'
export const pressClass = (isOn: boolean): string =>
  `min-h-6 rounded-md px-1.5 ${isOn ? 'font-semibold text-accent' : 'text-muted hover:text-text'}`
