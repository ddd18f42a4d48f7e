/** What a stop would mean, as two ways of which one is pressed. */
export interface StopChoice {
  title: string
  lines: readonly string[]
  wayBack: string
  button: string
  /** Set = it may not be chosen now, and why. */
  disabledReason?: string | undefined
}

export interface StopChoices {
  leave: StopChoice
  back: StopChoice
}
