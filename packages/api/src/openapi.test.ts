import { expect, test } from 'vitest'
import { operations } from './contracts.ts'
import { openApiDocument } from './openapi.ts'

test('describes every operation with its input, its answer and its refusals', () => {
  const document = openApiDocument({ version: '1', serverUrl: 'https://sluice.example.com' }) as {
    openapi: string
    paths: Record<string, { post: { requestBody: unknown; responses: { default: { description: string } } } }>
  }
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(Object.keys(operations).map((name) => `/api/${name}`))
  const create = document.paths['/api/createDeployment']?.post
  expect(create?.requestBody).toMatchObject({
    content: { 'application/json': { schema: { required: ['applicationName', 'deploymentGroupName', 'revision'] } } },
  })
  expect(create?.responses.default.description).toContain('DeploymentLimitExceededException')
})
