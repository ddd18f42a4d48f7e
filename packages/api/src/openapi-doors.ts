/** What answers HTTP beside the operations: files as they are, and what machines ask. */
import { doorsRoom } from './openapi-rooms.ts'

const place = [
  { name: 'bucket', in: 'path', required: true, schema: { type: 'string' }, example: 'releases' },
  {
    name: 'key',
    in: 'path',
    required: true,
    description: 'May hold slashes.',
    schema: { type: 'string' },
    example: 'storefront-1.4.zip',
  },
]
const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
const text = { 'text/plain': { schema: { type: 'string' } } }
const anyJson = { 'application/json': { schema: { type: 'object' } } }
const refused = { $ref: '#/components/responses/Refused' }

const kept = {
  type: 'object',
  required: ['bucket', 'key', 'eTag', 'version', 'sha256', 'size'],
  properties: {
    bucket: { type: 'string' },
    key: { type: 'string' },
    eTag: { type: 'string' },
    version: { type: 'string' },
    sha256: { type: 'string' },
    size: { type: 'integer', description: 'Bytes' },
  },
}

export const doors = {
  '/api/artifacts/{bucket}/{key}': {
    put: {
      operationId: 'putArtifact',
      tags: [doorsRoom],
      summary: 'Upload a bundle',
      description:
        'The raw body is kept under its SHA-256; the first upload makes the bucket. A known extension of the key, or bundleType, makes the bundle be checked: a bad one is refused with the place of each mistake.',
      'x-sluice-role': 'deployer',
      parameters: [
        ...place,
        {
          name: 'bundleType',
          in: 'query',
          required: false,
          schema: { type: 'string', enum: ['zip', 'tar', 'tgz', 'YAML', 'JSON'] },
        },
      ],
      requestBody: { required: true, content: bytes },
      responses: {
        200: { description: 'Kept', content: { 'application/json': { schema: kept } } },
        default: refused,
      },
    },
    get: {
      operationId: 'getArtifact',
      tags: [doorsRoom],
      summary: 'Download a bundle',
      'x-sluice-role': 'deployer',
      parameters: [...place, { name: 'version', in: 'query', required: false, schema: { type: 'string' } }],
      responses: { 200: { description: 'The bytes', content: bytes }, default: refused },
    },
  },
  '/api/logs/{deploymentId}': {
    get: {
      operationId: 'downloadDeploymentLog',
      tags: [doorsRoom],
      summary: 'The log of a deployment, or the part of it that is asked for, as a file',
      'x-sluice-role': 'viewer',
      parameters: [
        { name: 'deploymentId', in: 'path', required: true, schema: { type: 'string' }, example: 'd-ABCDEF123' },
        { name: 'format', in: 'query', required: false, schema: { type: 'string', enum: ['log', 'ndjson'] } },
        { name: 'target', in: 'query', required: false, schema: { type: 'string' } },
        { name: 'event', in: 'query', required: false, schema: { type: 'string' } },
        {
          name: 'stream',
          in: 'query',
          required: false,
          schema: { type: 'string', enum: ['stdout', 'stderr', 'agent'] },
        },
        {
          name: 'severity',
          in: 'query',
          required: false,
          description: 'error, warning, or both with a comma',
          schema: { type: 'string' },
        },
      ],
      responses: { 200: { description: 'Plain text, or one JSON object a line', content: text }, default: refused },
    },
  },
  '/api/openapi.json': {
    get: {
      operationId: 'getOpenApiDocument',
      tags: [doorsRoom],
      summary: 'This document',
      security: [],
      responses: { 200: { description: 'OpenAPI 3.1', content: anyJson } },
    },
  },
  '/healthz': {
    get: {
      operationId: 'getHealth',
      tags: [doorsRoom],
      summary: 'Whether everything works',
      security: [],
      responses: {
        200: { description: 'Store, engine, balancer and all configured hosts work', content: anyJson },
        503: { description: 'Something does not, and what', content: anyJson },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      tags: [doorsRoom],
      summary: 'Figures for Prometheus',
      description: 'Needs a token, unless it is asked from the machine itself.',
      responses: { 200: { description: 'Prometheus text', content: text }, default: refused },
    },
  },
}
