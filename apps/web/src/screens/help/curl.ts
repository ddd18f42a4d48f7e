/** An operation as a command that one can paste into a shell: nothing in it is read by the shell as more than text. */
import type { Operation } from './api-document.ts'

type Asked = Pick<Operation, 'method' | 'path' | 'role' | 'writes' | 'example'>

export function curlCommand({ method, path, role, writes, example }: Asked, origin: string): string {
  const filledIn = path.replace('{bucket}', 'releases').replace('{key}', 'storefront-1.4.zip')
  const parts = [
    `curl -sS${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${quoted(origin + filledIn)}`,
    ...(role === 'none' ? [] : ['-H "Authorization: Bearer $SLUICE_TOKEN"']),
    ...(example === undefined ? [] : [`-H 'Content-Type: application/json'`]),
    ...(writes ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(example === undefined ? [] : [`-d ${quoted(JSON.stringify(example))}`]),
    ...(method === 'put' ? ['--data-binary @storefront-1.4.zip'] : []),
  ]
  return parts.join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
