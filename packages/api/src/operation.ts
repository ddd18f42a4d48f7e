/** The form of an operation's contract: zod in, zod out, the refusals it may answer. Browser-safe. */
import type { RefusalCode } from '@sluice/model'
import type { z } from 'zod'

export interface OperationContract<Name extends string, In extends z.ZodType, Out extends z.ZodType> {
  name: Name
  /** One line for the OpenAPI document and the command palette. */
  summary: string
  /** Whether it changes anything: then it is audited, honours Idempotency-Key and checks the Origin. */
  writes: boolean
  /** May be called without being signed in. */
  anonymous?: boolean
  /** Its answer holds a secret that is kept nowhere: a repeat under the same Idempotency-Key does nothing, and is refused. */
  showsSecretOnce?: boolean
  input: In
  output: Out
  /** Beside those that every operation may answer: NotSignedIn, AccessDenied, InvalidInputException and the field's own. */
  refuses: readonly RefusalCode[]
}

export type AnyOperation = OperationContract<string, z.ZodType, z.ZodType>
/** What a caller sends: fields with defaults may be left out. */
export type InputOf<Op extends AnyOperation> = z.input<Op['input']>
/** What a handler gets: checked, defaults filled in. */
export type ParsedOf<Op extends AnyOperation> = z.output<Op['input']>
export type OutputOf<Op extends AnyOperation> = z.output<Op['output']>

export function operation<const Name extends string, In extends z.ZodType, Out extends z.ZodType>(
  contract: OperationContract<Name, In, Out>,
): OperationContract<Name, In, Out> {
  return contract
}
