/** Ends every `switch` over a union: a new member that was forgotten is a type error, and a fault when it happens anyway. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`)
}
