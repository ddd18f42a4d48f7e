import { refusalCategories, type RefusalCode } from '@sluice/model'
import { describe, expect, it, test } from 'vitest'
import { operations, type OperationName } from './contracts.ts'
import { openApiDocument } from './openapi.ts'
import { roomOf } from './openapi-rooms.ts'
import { meaningOf } from './refusal-meanings.ts'

interface Described {
  operationId: string
  tags: string[]
  summary: string
  security?: Record<string, string[]>[]
  parameters?: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: { required?: string[] }; example?: unknown }> }
  responses: Record<string, { description?: string; $ref?: string; 'x-sluice-refusals'?: { code: string }[] }>
  'x-sluice-role'?: string
}

interface Document {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Described>>
  components: { securitySchemes: Record<string, { type: string; name?: string }> }
  security: Record<string, string[]>[]
}

const document = openApiDocument({ version: '1', serverUrl: 'https://sluice.example.com' }) as Document
const names = Object.keys(operations) as OperationName[]
const described = (name: OperationName) => document.paths[`/api/${name}`]?.['post'] as Described
const all = Object.values(document.paths).flatMap((path) => Object.values(path))

test('describes every operation with its input, its answer and its refusals', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(names.map((name) => `/api/${name}`)))
  const create = described('createDeployment')
  expect(create.requestBody?.content['application/json']?.schema).toMatchObject({
    required: ['applicationName', 'deploymentGroupName', 'revision'],
  })
  expect(create.responses['409']?.description).toContain('DeploymentLimitExceededException')
})

describe('an operation', () => {
  it.each(names)('%s names its room, its role, and each refusal with its meaning', (name) => {
    expect(roomOf(name), 'give its noun a room').toBeDefined()
    const { responses, 'x-sluice-role': role } = described(name)
    expect(role).toMatch(/^(none|viewer|deployer|approver|admin)$/)
    const codes = Object.values(responses).flatMap((response) => response['x-sluice-refusals'] ?? [])
    expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining([...operations[name].refuses]))
  })

  it.each(names)('%s has an example that it would take', (name) => {
    const example = described(name).requestBody?.content['application/json']?.example
    expect(operations[name].input.safeParse(example).error?.issues).toBeUndefined()
  })

  it('says that a repeat with the same key is no second act, where it changes something', () => {
    const withKey = names.filter((name) => described(name).parameters?.some((one) => one.name === 'Idempotency-Key'))
    expect(withKey).toEqual(names.filter((name) => operations[name].writes))
  })
})

it('every refusal has a meaning', () => {
  const codes = Object.keys(refusalCategories) as RefusalCode[]
  expect(codes.filter((code) => meaningOf(code) === undefined)).toEqual([])
  expect(meaningOf('DeploymentGroupNameRequiredException')).toBe('The name of the deployment group is missing.')
  expect(meaningOf('LoadBalancerDoesNotExist')).toBe('There is no such load balancer.')
})

/** What the specification asks of a document, as far as this one uses it. */
describe('by the rules of OpenAPI 3.1', () => {
  it('every id is there once, every tag and every security scheme is declared', () => {
    const ids = all.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = new Set(document.tags.map(({ name }) => name))
    expect(all.flatMap(({ tags: used }) => used).filter((tag) => !tags.has(tag))).toEqual([])
    const schemes = Object.keys(document.components.securitySchemes)
    const used = [document.security, ...all.map(({ security }) => security ?? [])].flat().flatMap(Object.keys)
    expect(used.filter((scheme) => !schemes.includes(scheme))).toEqual([])
    expect(document.components.securitySchemes['session']?.name).toBe('__Host-sluice_443')
  })

  it('every parameter of a path is described, and required', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      expect(path).toMatch(/^\//)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const { parameters = [] } of Object.values(methods)) {
        const declared = parameters.filter((one) => one.in === 'path')
        expect(declared.map(({ name }) => name)).toEqual(inPath)
        expect(declared.every(({ required }) => required)).toBe(true)
      }
    }
  })

  it('every answer has a status and a description, or leads to one that has', () => {
    for (const { responses } of all) {
      expect(Object.keys(responses)).toContain('200')
      for (const [status, response] of Object.entries(responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/)
        expect(response.$ref ?? response.description).toBeTruthy()
      }
    }
  })

  it('every reference leads somewhere in the document', () => {
    const text = JSON.stringify(document)
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '')
    expect(references.length).toBeGreaterThan(0)
    for (const reference of new Set(references)) expect(at(document, reference), reference).toBeDefined()
  })
})

function at(whole: unknown, reference: string): unknown {
  const [start, ...parts] = reference.split('/')
  if (start !== '#') return undefined
  return parts.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    whole,
  )
}
