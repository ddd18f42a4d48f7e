/** The AppSpec of an unpacked revision, or a failure that names the lines that are wrong. */
import { type Complaint, appSpecFileNames, parseAppSpec, type ServerAppSpec } from '@sluice/appspec'
import { join } from 'node:path'
import { readIfThere } from '../durable-file.ts'
import { EventFailure } from './event-failure.ts'

export function readAppSpec(archive: string): ServerAppSpec {
  const found = appSpecFileNames
    .map((name) => ({ name, text: readIfThere(join(archive, name)) }))
    .find(({ text }) => text !== undefined)
  if (found?.text === undefined) throw new EventFailure(`There is no ${appSpecFileNames.join(' or ')} in ${archive}.`)
  const os = process.platform === 'win32' ? 'windows' : 'linux'
  const { appSpec, complaints } = parseAppSpec(found.text, { os })
  if (appSpec === undefined) throw new EventFailure(`${found.name} is not valid. ${sentences(complaints)}`)
  return appSpec
}

function sentences(complaints: readonly Complaint[]): string {
  const errors = complaints.filter(({ severity }) => severity === 'error')
  return errors.map(({ line, column, message, rule }) => `${line}:${column} ${message} (${rule})`).join(' ')
}
