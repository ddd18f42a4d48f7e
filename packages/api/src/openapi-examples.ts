/** An example of a request, from its schema: what must be there, with values that look like those of a shop. */
import type { OperationName } from './contracts.ts'

export interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  default?: unknown
  format?: string
  minimum?: number
  minItems?: number
}

/** By the name of the field, whatever the operation. */
const values: Readonly<Record<string, unknown>> = {
  applicationName: 'storefront',
  bundleType: 'zip',
  bucket: 'releases',
  currentDeploymentGroupName: 'production',
  deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
  deploymentGroupName: 'production',
  deploymentId: 'd-1A2B3C4D5',
  deploymentIds: ['d-1A2B3C4D5'],
  email: 'dana@example.com',
  instanceName: 'web-1',
  instanceNames: ['web-1', 'web-2'],
  key: 'storefront-1.4.zip',
  listeners: { production: 8080 },
  minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 },
  name: 'example',
  newApplicationName: 'storefront-eu',
  password: 'a long sentence that only you know',
  revision: {
    revisionType: 'S3',
    s3Location: { bucket: 'releases', key: 'storefront-1.4.zip', bundleType: 'zip' },
  },
  search: 'status=Failed',
  tagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
  tags: [{ Key: 'env', Value: 'production' }],
  targetId: 'web-1',
  targetIds: ['web-1', 'web-2'],
}

/** Of single operations, where what must be there is not what people send. */
const more: Partial<Record<OperationName, Record<string, unknown>>> = {
  createDeployment: { description: 'The winter sale' },
  createDeploymentConfig: { deploymentConfigName: 'ThreeQuartersHealthy' },
  createDeploymentGroup: {
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
  },
  listDeployments: { applicationName: 'storefront', includeOnlyStatuses: ['Failed'] },
  previewDeploymentConfig: { minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 } },
  setPassword: { newPassword: 'a long sentence that only you know' },
  stopDeployment: { autoRollbackEnabled: true },
  updateApplication: { newApplicationName: 'storefront-eu' },
  updateDeploymentGroup: { deploymentConfigName: 'CodeDeployDefault.HalfAtATime' },
}

export const exampleInput = (name: OperationName, schema: JsonSchema): object => ({
  ...(exampleOf(schema) as object),
  ...more[name],
})

function exampleOf(schema: JsonSchema, field?: string): unknown {
  if (field !== undefined && Object.hasOwn(values, field)) return values[field]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice !== undefined) return exampleOf(choice, field)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, exampleOf(schema.properties?.[key] ?? {}, key)]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => exampleOf(schema.items ?? {}))
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    default:
      return schema.format === undefined ? 'example' : (formats[schema.format] ?? 'example')
  }
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-11-22T14:02:31Z',
  email: 'dana@example.com',
  uri: 'https://sluice.example.com',
  uuid: '0190d3c4-7b1e-7c3a-9f6e-3b1d2c4e5f60',
}
