/**
 * A form as the `aws deploy` command that does the same. Fields that CodeDeploy does not have are named, never silently
 * dropped. Source of the grammar: facts/wire-api.md (flags are the fields in kebab case, structures are JSON).
 */
export interface AwsCommand {
  text: string
  /** Fields of the form that the command cannot say. */
  leftOut: string[]
}

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [field: string]: Value }

export function awsCommand(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { endpoint, ours = [] }: { endpoint: string; ours?: readonly string[] },
): AwsCommand {
  const fields = Object.entries(input).filter((entry): entry is [string, Value] => entry[1] !== undefined)
  const said = fields.filter(([field]) => !ours.includes(field))
  const flags = said.map(([field, value]) => flagOf(field, value))
  const parts = [`aws deploy ${kebab(operation)}`, ...flags, `--endpoint-url ${quoted(endpoint)}`]
  return {
    text: parts.join(' \\\n  '),
    leftOut: fields.filter(([field]) => ours.includes(field)).map(([field]) => field),
  }
}

function flagOf(field: string, value: Value): string {
  const flag = kebab(field)
  if (value === true) return `--${flag}`
  if (value === false) return `--no-${flag}`
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return `--${flag} ${value.map(quoted).join(' ')}`
  return `--${flag} ${quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))}`
}

/** `onPremisesInstanceTagFilters` -> `on-premises-instance-tag-filters`, `ec2TagFilters` -> `ec2-tag-filters`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '')

/** For a POSIX shell: bare where that is safe, else in single quotes. */
const quoted = (text: string): string =>
  /^[A-Za-z0-9._/:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
