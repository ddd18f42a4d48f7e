/** Bearer tokens for scripts: made, shown once, revoked. */
import type { Role } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fieldError, op, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, Select } from '../../ui/Field.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { roles } from './roles.ts'

export function TokensCard() {
  const tokens = useQuery(op('listAccessTokens', {}))
  const revoke = useOperation('revokeAccessToken')
  const list = tokens.data?.tokens ?? []
  return (
    <Card title="Access tokens" aside="for scripts: Authorization: Bearer …" bodyClassName="pb-3">
      {tokens.error !== null && (
        <ErrorRegion what="Tokens could not be loaded" error={tokens.error} onRetry={() => void tokens.refetch()} />
      )}
      {revoke.error !== null && <ErrorRegion what="The token was not revoked" error={revoke.error} />}
      {list.length > 0 && (
        <Table aria-label="Access tokens">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th>Role</Th>
              <Th>Made</Th>
              <Th>Good until</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {list.map((token) => (
              <tr key={token.tokenId}>
                <Td className="font-semibold">{token.name}</Td>
                <Td>{token.role}</Td>
                <Td>
                  <Time at={token.createTime} /> by {token.createdBy}
                </Td>
                <Td>
                  {token.expireTime === undefined ? 'revoked by hand' : <Time at={token.expireTime} style="full" />}
                </Td>
                <Td>
                  <Button look="quiet" onClick={() => revoke.mutate({ tokenId: token.tokenId })}>
                    Revoke<span className="sr-only"> {token.name}</span>
                  </Button>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <NewToken />
    </Card>
  )
}

function NewToken() {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('deployer')
  const create = useOperation('createAccessToken')
  const nameError = fieldError(create.error, 'name')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate({ name, role })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 px-3.5 pt-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Input
          label="Token name"
          autoComplete="off"
          placeholder="nightly pipeline"
          value={name}
          error={nameError}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          label="Token role"
          value={role}
          hint={roles[role]}
          onChange={(event) => setRole(event.target.value as Role)}
        >
          {Object.keys(roles).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </div>
      {create.error !== null && nameError === undefined && (
        <ErrorRegion what="No token was made" error={create.error} />
      )}
      <div>
        <Button type="submit" busy={create.isPending}>
          Make a token
        </Button>
      </div>
      {create.data !== undefined && (
        <p role="status" className="rounded-md bg-accent-soft px-3 py-2">
          Copy it now; it is not shown again. <span className="mono break-all">{create.data.token}</span>{' '}
          <CopyButton text={create.data.token} what="token" />
        </p>
      )}
    </form>
  )
}
