/** What the page reads of `/api/openapi.json`, which the server makes from the very schemas that it checks requests with. */
import { queryOptions } from '@tanstack/react-query'

export interface Schema {
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  default?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

export interface RefusalMeaning {
  code: string
  meaning: string
}

export interface Operation {
  /** `get`, `post`, `put`. */
  method: string
  path: string
  operationId: string
  room: string
  summary: string
  description: string
  role: string
  writes: boolean
  input: Schema | undefined
  example: unknown
  output: Schema | undefined
  refusals: readonly (RefusalMeaning & { status: string })[]
}

interface Content {
  content?: Record<string, { schema: Schema; example?: unknown }>
}

interface Described {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  'x-sluice-role'?: string
  'x-sluice-writes'?: boolean
  requestBody?: Content
  responses: Record<string, Content & { 'x-sluice-refusals'?: RefusalMeaning[] }>
}

interface ApiDocument {
  info: { version: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Described>>
}

export interface Api {
  version: string
  rooms: readonly string[]
  operations: readonly Operation[]
}

export const apiDocument = queryOptions({
  queryKey: ['openapi.json'],
  queryFn: async ({ signal }): Promise<Api> => {
    const answer = await fetch('/api/openapi.json', { signal })
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
    const document: ApiDocument = await answer.json()
    return readDocument(document)
  },
  staleTime: 600_000,
})

export function readDocument({ info, tags, paths }: ApiDocument): Api {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(method, path, described)),
  )
  return { version: info.version, rooms: tags.map(({ name }) => name), operations }
}

function operationOf(method: string, path: string, described: Described): Operation {
  const { operationId, tags, summary, description = '', requestBody, responses } = described
  const body = requestBody?.content?.['application/json']
  return {
    method,
    path,
    operationId,
    room: tags[0] ?? '',
    summary,
    description,
    role: described['x-sluice-role'] ?? 'none',
    writes: described['x-sluice-writes'] === true,
    input: body?.schema,
    example: body?.example,
    output: responses['200']?.content?.['application/json']?.schema,
    refusals: Object.entries(responses).flatMap(([status, response]) =>
      (response['x-sluice-refusals'] ?? []).map((refusal) => ({ ...refusal, status })),
    ),
  }
}

/** Every word must be in its name, its summary, its room or the name of a refusal. */
export function findOperations(operations: readonly Operation[], typed: string): readonly Operation[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const textOf = ({ operationId, summary, room, role, refusals }: Operation) =>
    [operationId, summary, room, role, ...refusals.map(({ code }) => code)].join(' ').toLowerCase()
  return operations.filter((operation) => words.every((word) => textOf(operation).includes(word)))
}
