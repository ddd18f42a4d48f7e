/** The OpenAPI 3.1 document of the operation table, from the contracts' own schemas. */
import { refusalCategories } from '@sluice/model'
import { z } from 'zod'
import { operations } from './contracts.ts'
import type { AnyOperation } from './operation.ts'
import { troubles } from './troubles.ts'

export interface DocumentOptions {
  version: string
  serverUrl: string
}

export function openApiDocument({ version, serverUrl }: DocumentOptions): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Sluice', version, description: 'Deployments with the semantics of AWS CodeDeploy.' },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries(Object.values(operations).map((contract) => [`/api/${contract.name}`, pathOf(contract)])),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'the session cookie, with the right Origin on writes' },
      },
      schemas: { Refusal: refusalSchema },
    },
    security: [{ token: [] }, { session: [] }],
  }
}

function pathOf(contract: AnyOperation): object {
  return {
    post: {
      operationId: contract.name,
      summary: contract.summary,
      ...(contract.anonymous === true && { security: [] }),
      ...(contract.writes && { parameters: [idempotencyKey] }),
      requestBody: { required: true, content: json(schemaOf(contract.input, 'input')) },
      responses: {
        200: { description: 'Done', content: json(schemaOf(contract.output, 'output')) },
        ...(contract.writes && { [troubles.NotStored.status]: notStored }),
        default: {
          description: ['Refused', ...(contract.refuses.length > 0 ? [contract.refuses.join(', ')] : [])].join(': '),
          content: json({ $ref: '#/components/schemas/Refusal' }),
        },
      },
    },
  }
}

const notStored = {
  description: `NotStored: ${troubles.NotStored.message}`,
  headers: { 'retry-after': { description: 'Seconds to wait', schema: { type: 'integer' } } },
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
}

const json = (schema: object): object => ({ 'application/json': { schema } })

function schemaOf(type: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema
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
        message: { type: 'string' },
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
