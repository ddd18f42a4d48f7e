/** `enrol`: gives this host its identity, once; and again under its own name, after it was deregistered. */
import { enrol as enrolAtServer, type Enrolment, EnrolmentRefused } from '../connection/enrol.ts'
import { type Identity, type KeyPair, keysToEnrolWith, readIdentity, writeIdentity } from '../connection/identity.ts'
import { messageOf } from '../durable-file.ts'
import { paths, readHostSettings } from '../settings.ts'
import { type CommandWords, readWords, UsageError } from './words.ts'

export const enrol: CommandWords = {
  summary: 'give this host its identity, with a one-time token',
  usage: 'enrol --server URL --token T --name web-1 [--tag env=prod]... [--home DIR]',
  async execute(args) {
    const text = { type: 'string' } as const
    const options = { server: text, token: text, name: text, home: text, tag: { ...text, multiple: true } } as const
    const { values } = readWords(args, options)
    const { home } = readHostSettings(values.home, process.env)
    const enrolment = {
      server: given(values.server, '--server'),
      token: given(values.token, '--token'),
      name: given(values.name, '--name'),
      tags: (values.tag ?? []).map(readTag),
    }
    const keys = keysFor(home, enrolment)
    return keys === undefined ? 1 : enrolWith(home, enrolment, keys)
  },
}

/** All that the host itself can fail at comes first: the token is good once. */
function keysFor(home: string, enrolment: Enrolment): KeyPair | undefined {
  try {
    const known = readIdentity(home)
    if (known === undefined || isSameHost(known, enrolment)) return keysToEnrolWith(home)
    console.error(
      `This host is enrolled as ${known.instanceName} at ${known.serverUrl}. To enrol it anew, remove ${paths.identity(home)} first.`,
    )
  } catch (error) {
    console.error(
      `Could not enrol: ${messageOf(error)}. The token was not used: do it again as root, or with --home and a folder that you may write to.`,
    )
  }
  return undefined
}

async function enrolWith(home: string, enrolment: Enrolment, keys: KeyPair): Promise<number> {
  try {
    const identity = await enrolAtServer(enrolment, keys)
    writeIdentity(home, identity)
    console.log(
      `Enrolled as ${identity.instanceName} at ${identity.serverUrl}. Start the agent with: run --home ${home}`,
    )
    return 0
  } catch (error) {
    console.error(
      error instanceof EnrolmentRefused ? `Refused: ${error.message}` : `Could not enrol: ${reasonOf(error)}`,
    )
    return 1
  }
}

/** Asking again loses nothing: the server refuses a name that is registered, and gives it back to one that was deregistered. */
const isSameHost = ({ instanceName, serverUrl }: Identity, { name, server }: Enrolment): boolean =>
  instanceName === name && serverUrl === server.replace(/\/+$/, '')

function given(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing`)
  return value
}

/** `env=prod`; a value may hold `=` itself and may be empty. */
function readTag(text: string): { Key: string; Value: string } {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--tag ${text} is not of the form key=value`)
  return { Key: text.slice(0, at), Value: text.slice(at + 1) }
}

const reasonOf = (error: unknown): string =>
  messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error)
