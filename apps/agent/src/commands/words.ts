/** The form of a command of the command line, and the one way to read its words. */
import { parseArgs, type ParseArgsConfig } from 'node:util'

export interface CommandWords {
  summary: string
  usage: string
  /** Answers the exit code. */
  execute(args: string[]): Promise<number>
}

/** The person typed something that cannot be meant: the sentence goes to the terminal, not a stack. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

export function readWords<const T extends Options>(args: string[], options: T, allowPositionals = false) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
