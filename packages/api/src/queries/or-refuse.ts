/** Refusals come back from the conductor as values; inside a handler, throwing is the short way out. */
import { isRefusal, RefusalError, type Refusal } from '@sluice/model'

export function orRefuse<Value>(value: Value | Refusal): Value {
  if (isRefusal(value)) throw new RefusalError(value)
  return value
}
