/**
 * The settings of an installation, from `SLUICE_*` alone. What makes no sense is a `SettingsError`: a sentence for the
 * person who typed it.
 */
import { resolve } from 'node:path'
import { z } from 'zod'
import { badPorts } from './bad-ports.ts'

export interface Settings {
  host: string
  port: number
  /** As given; without it the address that the server listens on. */
  publicUrl: URL | undefined
  tls: { certFile: string; keyFile: string } | undefined
  dataFolder: string
  /** How many local hosts, `local-1` and up. */
  fleet: number
  demo: boolean
  admin: { email: string; password: string } | undefined
  apiToken: string | undefined
  region: string
  startLimitSeconds: number
  eventLimitSeconds: number
  maxArtifactBytes: number
  /** How long logs are kept after their last line. */
  logDays: number
  /** Whether a supervisor started this process: it makes hosts, and its balancer must answer. */
  isSupervised: boolean
}

export class SettingsError extends Error {}

const wholeNumber = (byDefault: number, least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(byDefault)

/** Seconds may be fractions: tests shorten the clocks. */
const seconds = (byDefault: number) =>
  z
    .string()
    .transform(Number)
    .refine((value) => value > 0 && value <= 7 * 24 * 3600, 'must be a number of seconds above 0, at most a week')
    .default(byDefault)

const Environment = z.object({
  SLUICE_HOST: z.string().default('127.0.0.1'),
  SLUICE_PORT: wholeNumber(4600, 0, 65_535),
  SLUICE_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://deploy.example.com' })
    .transform((text) => new URL(text))
    .optional(),
  SLUICE_TLS_CERT: z.string().optional(),
  SLUICE_TLS_KEY: z.string().optional(),
  SLUICE_DATA: z.string().default('data'),
  SLUICE_FLEET: wholeNumber(6, 0, 244),
  SLUICE_DEMO: z
    .enum(['0', '1'], 'must be 0 or 1')
    .transform((text) => text === '1')
    .default(true),
  SLUICE_ADMIN_EMAIL: z.email('must be an e-mail address').max(254).toLowerCase().optional(),
  SLUICE_ADMIN_PASSWORD: z.string().min(12, 'must be at least 12 characters long').max(1024).optional(),
  SLUICE_API_TOKEN: z.string().min(16, 'must be at least 16 characters long').max(500).optional(),
  SLUICE_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'looks like us-east-1')
    .default('us-east-1'),
  SLUICE_START_LIMIT_SECONDS: seconds(300),
  SLUICE_EVENT_LIMIT_SECONDS: seconds(3600),
  SLUICE_MAX_ARTIFACT_MB: wholeNumber(2048, 1, 1_000_000),
  SLUICE_LOG_DAYS: wholeNumber(14, 1, 3650),
})

export function readSettings(environment: NodeJS.ProcessEnv, workingFolder: string): Settings {
  const read = Environment.safeParse(withoutEmpty(environment))
  if (!read.success) throw new SettingsError(read.error.issues.map(sentence).join('\n'))
  const given = read.data
  const settings: Settings = {
    host: given.SLUICE_HOST,
    port: given.SLUICE_PORT,
    publicUrl: given.SLUICE_PUBLIC_URL,
    tls: both(
      'SLUICE_TLS_CERT',
      given.SLUICE_TLS_CERT,
      'SLUICE_TLS_KEY',
      given.SLUICE_TLS_KEY,
      (certFile, keyFile) => ({
        certFile: resolve(workingFolder, certFile),
        keyFile: resolve(workingFolder, keyFile),
      }),
    ),
    dataFolder: resolve(workingFolder, given.SLUICE_DATA),
    fleet: given.SLUICE_FLEET,
    demo: given.SLUICE_DEMO,
    admin: both(
      'SLUICE_ADMIN_EMAIL',
      given.SLUICE_ADMIN_EMAIL,
      'SLUICE_ADMIN_PASSWORD',
      given.SLUICE_ADMIN_PASSWORD,
      (email, password) => ({ email, password }),
    ),
    apiToken: given.SLUICE_API_TOKEN,
    region: given.SLUICE_REGION,
    startLimitSeconds: given.SLUICE_START_LIMIT_SECONDS,
    eventLimitSeconds: given.SLUICE_EVENT_LIMIT_SECONDS,
    maxArtifactBytes: given.SLUICE_MAX_ARTIFACT_MB * 1024 * 1024,
    logDays: given.SLUICE_LOG_DAYS,
    // The supervisor's own word, no setting for people.
    isSupervised: Boolean(environment['SLUICE_SUPERVISED_FROM']),
  }
  refuseOpenHttp(settings)
  refuseBadPort('SLUICE_PORT', settings.port)
  refuseBadPort('SLUICE_PUBLIC_URL', Number(settings.publicUrl?.port ?? 0))
  return settings
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Session cookies over plain http are for this machine only. */
function refuseOpenHttp({ host, tls, publicUrl }: Settings): void {
  if (isLoopback(host) || tls !== undefined || publicUrl?.protocol === 'https:') return
  throw new SettingsError(
    `SLUICE_HOST is ${host}, which other machines can reach, and passwords would cross the network in the clear. ` +
      'Set SLUICE_TLS_CERT and SLUICE_TLS_KEY, or SLUICE_PUBLIC_URL=https://... when a trusted proxy stands in front, ' +
      'or leave SLUICE_HOST at 127.0.0.1.',
  )
}

function refuseBadPort(name: string, port: number): void {
  if (!badPorts.has(port)) return
  throw new SettingsError(
    `${name} has the port ${port}, which browsers and agents refuse to call (it belongs to another protocol). ` +
      'Choose another port, such as 4600.',
  )
}

/** An empty variable is one that was not set. */
function withoutEmpty(environment: NodeJS.ProcessEnv): Record<string, string> {
  const set = Object.entries(environment).filter(([name, value]) => name.startsWith('SLUICE_') && value)
  return Object.fromEntries(set) as Record<string, string>
}

function both<Pair>(
  aName: string,
  a: string | undefined,
  bName: string,
  b: string | undefined,
  pair: (a: string, b: string) => Pair,
): Pair | undefined {
  if (a !== undefined && b !== undefined) return pair(a, b)
  if (a === undefined && b === undefined) return undefined
  const [given, missing] = a === undefined ? [bName, aName] : [aName, bName]
  throw new SettingsError(`${given} is set and ${missing} is not: set both or neither.`)
}

const sentence = (issue: z.core.$ZodIssue): string => `${String(issue.path[0])} ${issue.message}.`
