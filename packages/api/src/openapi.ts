/** The OpenAPI 3.1 document of the operation table, from the contracts' own schemas. */
import { operationRoles } from '@sluice/access'
import { refusalCategories, type RefusalCode } from '@sluice/model'
import { z } from 'zod'
import { operations, type OperationName } from './contracts.ts'
import { fieldRefusals } from './field-refusals.ts'
import { doors } from './openapi-doors.ts'
import { exampleInput, type JsonSchema } from './openapi-examples.ts'
import { roomNames, roomOf } from './openapi-rooms.ts'
import type { AnyOperation } from './operation.ts'
import { meaningOf } from './refusal-meanings.ts'
import { refusalStatus } from './refusal-status.ts'
import { troubles } from './troubles.ts'

export interface DocumentOptions {
  version: string
  serverUrl: string
}

export function openApiDocument({ version, serverUrl }: DocumentOptions): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sluice',
      version,
      description:
        'Deployments with the semantics of AWS CodeDeploy. Each operation takes one JSON object and answers one. ' +
        'A refusal has a code (CodeDeploy’s name where it has one), a sentence for people, and details for each field or line.',
    },
    servers: [{ url: serverUrl }],
    tags: roomNames.map((name) => ({ name })),
    paths: {
      ...Object.fromEntries(Object.values(operations).map((contract) => [`/api/${contract.name}`, pathOf(contract)])),
      ...doors,
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An access token, made in Settings.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: `__Host-sluice_${portOf(serverUrl)}`,
          description:
            'The session of a browser; over plain http on this machine the name begins with sluice_session. Writes need the Origin of the dashboard.',
        },
      },
      schemas: { Refusal: refusalSchema },
      responses: { Refused: { description: 'Refused, or in trouble', content: json(refusalRef) } },
    },
    security: [{ token: [] }, { session: [] }],
  }
}

/** As the cookie is named: whatever the scheme leaves out. */
function portOf(serverUrl: string): string {
  const { port, protocol } = new URL(serverUrl)
  if (port !== '') return port
  return protocol === 'https:' ? '443' : '80'
}

function pathOf(contract: AnyOperation): object {
  const name = contract.name as OperationName
  const input = schemaOf(contract.input, 'input')
  return {
    post: {
      operationId: name,
      tags: [roomOf(name) ?? 'Deployments'],
      summary: contract.summary,
      description: descriptionOf(contract),
      ...(contract.anonymous === true && { security: [] }),
      'x-sluice-role': contract.anonymous === true ? 'none' : operationRoles[name],
      'x-sluice-writes': contract.writes,
      ...(contract.writes && { parameters: [idempotencyKey] }),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: input, example: exampleInput(name, input) } },
      },
      responses: {
        200: { description: 'Done', content: json(schemaOf(contract.output, 'output')) },
        ...refusedResponses(refusalsOf(contract, input)),
        ...(contract.writes && { [troubles.NotStored.status]: notStored }),
        default: { $ref: '#/components/responses/Refused' },
      },
    },
  }
}

function descriptionOf({ name, anonymous, writes, showsSecretOnce }: AnyOperation): string {
  const sentences = [
    anonymous === true
      ? 'For everybody, signed in or not.'
      : `Needs the role ${operationRoles[name as OperationName]}.`,
    writes
      ? 'Changes something: it is audited, and a repeat with the same Idempotency-Key does nothing.'
      : 'Only reads.',
    ...(showsSecretOnce === true ? ['Its answer holds a secret that is shown only this once.'] : []),
  ]
  return sentences.join(' ')
}

/** Its own, its fields', and those that every operation may answer. */
function refusalsOf(contract: AnyOperation, input: JsonSchema): readonly RefusalCode[] {
  const everywhere: RefusalCode[] = ['InvalidInputException', 'PayloadTooLarge', 'TooManyRequests']
  const signedIn: RefusalCode[] = contract.anonymous === true ? [] : ['NotSignedIn', 'AccessDenied']
  const writing: RefusalCode[] = contract.writes ? ['CrossSiteRequest', 'IdempotencyKeyReused'] : []
  const fields = fieldRefusals(Object.keys(input.properties ?? {}))
  return [...new Set([...contract.refuses, ...fields, ...everywhere, ...signedIn, ...writing])]
}

/** One response a status; each says which refusals it may be and what they mean. */
function refusedResponses(codes: readonly RefusalCode[]): Record<string, object> {
  const statuses = [...new Set(codes.map(refusalStatus))]
  return Object.fromEntries(
    statuses.map((status) => [status, refusedResponse(codes.filter((code) => refusalStatus(code) === status))]),
  )
}

const refusedResponse = (codes: readonly RefusalCode[]): object => ({
  description: `Refused: ${codes.join(', ')}`,
  content: json({
    allOf: [refusalRef, { properties: { error: { properties: { code: { type: 'string', enum: codes } } } } }],
  }),
  'x-sluice-refusals': codes.map((code) => ({ code, meaning: meaningOf(code) ?? '' })),
})

const json = (schema: object): object => ({ 'application/json': { schema } })
const refusalRef = { $ref: '#/components/schemas/Refusal' }

const notStored = {
  description: `NotStored: ${troubles.NotStored.message}`,
  headers: { 'retry-after': { description: 'Seconds to wait', schema: { type: 'integer' } } },
  content: json(refusalRef),
  'x-sluice-refusals': [{ code: 'NotStored', meaning: troubles.NotStored.message }],
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema as JsonSchema
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A repeat with the same key and body within 24 hours is answered as the first was; another body is refused.',
  schema: { type: 'string', maxLength: 200 },
}

const refusalSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'requestId'],
      properties: {
        code: { type: 'string', enum: [...Object.keys(refusalCategories), ...Object.keys(troubles)] },
        message: { type: 'string', description: 'A sentence for people' },
        requestId: { type: 'string' },
        details: {
          type: 'array',
          items: {
            type: 'object',
            required: ['message'],
            properties: {
              field: { type: 'string' },
              path: { type: 'string' },
              line: { type: 'integer' },
              column: { type: 'integer' },
              rule: { type: 'string' },
              message: { type: 'string' },
              fix: { type: 'string' },
            },
          },
        },
      },
    },
  },
}
