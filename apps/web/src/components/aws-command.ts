/**
 * A form as the `aws deploy` command that does the same. Fields that CodeDeploy does not have are named, never silently
 * dropped. Source of the grammar: facts/wire-api.md (flags are the fields in kebab case, structures are JSON). What the
 * command line would take for something else goes as `--cli-input-json`, whose values it takes as they are: it reads the
 * file behind `file://`, fetches `https://`, and takes a dash in front for a flag.
 */
export interface AwsCommand {
  text: string
  /** Fields of the form that the command cannot say. */
  leftOut: string[]
  /** What the command has besides the form, in sentences. */
  notes: string[]
}

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [field: string]: Value }
type Field = [name: string, value: Value]

export function awsCommand(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { endpoint, ours = [] }: { endpoint: string; ours?: readonly string[] },
): AwsCommand {
  const fields = Object.entries(input).filter((entry): entry is Field => entry[1] !== undefined)
  const said = fields.filter(([field]) => !ours.includes(field))
  const demanded = demandedOf(operation, input)
  const asJson = said.filter(([, value]) => isMisread(value))
  const flags = [...said, ...demanded.fields].filter((field) => !asJson.includes(field))
  const parts = [
    `aws deploy ${kebab(operation)}`,
    ...flags.map(([field, value]) => flagOf(field, value)),
    ...(asJson.length > 0 ? [`--cli-input-json ${quoted(json(Object.fromEntries(asJson)))}`] : []),
    `--endpoint-url ${quoted(endpoint)}`,
  ]
  return {
    text: parts.join(' \\\n  '),
    leftOut: fields.filter(([field]) => ours.includes(field)).map(([field]) => field),
    notes: demanded.notes,
  }
}

/** The command line refuses to run without a role; nothing here takes one on. */
function demandedOf(operation: string, input: Readonly<Record<string, unknown>>): { fields: Field[]; notes: string[] } {
  if (operation !== 'createDeploymentGroup' || input['serviceRoleArn'] !== undefined) return { fields: [], notes: [] }
  return {
    fields: [['serviceRoleArn', 'arn:aws:iam::000000000000:role/unused']],
    notes: ['The aws command line demands a service role: any will do, it is kept and never used.'],
  }
}

/** A list of one word is read as that word. */
function isMisread(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isString) && value.some(isMisread)
  return isString(value) && (value === '' || /^\s*([-[{]|(file|fileb|https?):)/i.test(value))
}

const isString = (value: Value): value is string => typeof value === 'string'

function flagOf(field: string, value: Value): string {
  const flag = kebab(field)
  if (value === true) return `--${flag}`
  if (value === false) return `--no-${flag}`
  if (Array.isArray(value) && value.length > 0 && value.every(isString))
    return `--${flag} ${value.map(quoted).join(' ')}`
  return `--${flag} ${quoted(typeof value === 'object' ? json(value) : String(value))}`
}

/** A number that is none yet is not said: `null` would be another wish. */
const json = (value: Value): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? undefined : part))

/** `onPremisesInstanceTagFilters` -> `on-premises-instance-tag-filters`, `ec2TagFilters` -> `ec2-tag-filters`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '')

/** For a POSIX shell: bare where that is safe, else in single quotes. */
const quoted = (text: string): string =>
  /^[A-Za-z0-9._/:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
