/** `check`: what the server would say to a bundle, without a server and without installing anything. */
import type { Complaint } from '@sluice/appspec'
import { bundleTypeFromKey, lintBundle } from '@sluice/bundle'
import { messageOf } from '../durable-file.ts'
import { countText } from '../events/words.ts'
import { type CommandWords, readWords, UsageError } from './words.ts'

export const check: CommandWords = {
  summary: 'validate a bundle (.zip, .tar, .tgz, .tar.gz) without installing it',
  usage: 'check BUNDLE',
  async execute(args) {
    const { positionals } = readWords(args, {}, true)
    const [path, ...rest] = positionals
    if (path === undefined || rest.length > 0) throw new UsageError('check takes one bundle')
    const type = bundleTypeFromKey(path)
    if (type === undefined) throw new UsageError(`${path} is no .zip, .tar, .tgz or .tar.gz`)
    try {
      const { listing, complaints } = await lintBundle(path, type, { os: 'linux' })
      for (const complaint of complaints) console.log(lineOf(complaint))
      const errors = complaints.filter(({ severity }) => severity === 'error').length
      console.log(
        errors === 0 ? `${path}: valid, ${listing.entries.length} entries` : `${path}: ${countText(errors, 'error')}`,
      )
      return errors === 0 ? 0 : 1
    } catch (error) {
      console.error(`${path} cannot be read: ${messageOf(error)}`)
      return 1
    }
  },
}

function lineOf({ severity, line, column, rule, message, fix }: Complaint): string {
  const advice = fix === undefined ? '' : ` Fix: ${fix.title}.`
  return `${severity} ${line}:${column} ${rule} ${message}${advice}`
}
