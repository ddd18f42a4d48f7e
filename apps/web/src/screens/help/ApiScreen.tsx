/** Every operation of the product, from the document that the server makes of its own contracts. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { apiDocument, findOperations } from './api-document.ts'
import type { Api } from './api-document.ts'
import { OperationCard } from './OperationCard.tsx'

export default function ApiScreen() {
  const document = useQuery(apiDocument)
  return (
    <>
      <PageHead title="API" crumbs={[{ name: 'Help', to: paths.help() }, { name: 'API' }]}>
        <p className="mt-1 max-w-3xl text-muted">
          The dashboard uses these operations and no others. Each is <code className="mono">POST /api/…</code> with one
          JSON object, and answers one. Scripts send an access token, made in Settings.{' '}
          <a className="link" href="/api/openapi.json">
            The OpenAPI document
          </a>
        </p>
      </PageHead>
      <div className="max-w-5xl px-4 py-4 sm:px-6">
        {document.error !== null && (
          <ErrorRegion
            what="The API’s document could not be loaded"
            error={document.error}
            onRetry={() => void document.refetch()}
          />
        )}
        {document.isPending && (
          <Loading what="Loading the API’s document…">
            <BoneRows />
          </Loading>
        )}
        {document.data !== undefined && <Operations api={document.data} />}
      </div>
    </>
  )
}

function Operations({ api }: { api: Api }) {
  const [typed, setTyped] = useState('')
  const meant = decodeURIComponent(useLocation().hash.slice(1))
  const found = findOperations(api.operations, typed)
  const rooms = api.rooms.filter((room) => found.some((operation) => operation.room === room))
  return (
    <div className="grid gap-4">
      <search className="max-w-md">
        <Input
          label={`Find in ${api.operations.length} operations`}
          type="search"
          hint="By name, summary, role or the name of a refusal"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p role="status" className="sr-only">
          {typed === '' ? '' : `${found.length} found`}
        </p>
      </search>
      {rooms.map((room) => (
        <Card key={room} title={room} bodyClassName="">
          {found
            .filter((operation) => operation.room === room)
            .map((operation) => (
              <OperationCard
                key={operation.operationId}
                operation={operation}
                isMeant={operation.operationId === meant}
              />
            ))}
        </Card>
      ))}
      {found.length === 0 && <p className="text-muted">No operation has these words.</p>}
    </div>
  )
}
