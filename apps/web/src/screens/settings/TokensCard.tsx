/** Bearer tokens for scripts: made, shown once, revoked. */
import type { Role } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { ListStates } from '../../components/ListStates.tsx'
import { ShownOnce } from '../../components/ShownOnce.tsx'
import { fieldError, op, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, Select } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import type { AccessToken } from './RevokeDialog.tsx'
import { roles } from '../../components/roles.ts'

export function TokensCard() {
  const tokens = useQuery(op('listAccessTokens', {}))
  const [revoking, setRevoking] = useState<AccessToken>()
  return (
    <Card title="Access tokens" aside="for scripts: Authorization: Bearer …" bodyClassName="pb-3">
      <ListStates what="tokens" query={tokens} rowsOf={(data) => data.tokens} bones={2} empty={null}>
        {(rows) => <Tokens tokens={rows} onRevoke={setRevoking} />}
      </ListStates>
      <NewToken />
      {revoking !== undefined && <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} />}
    </Card>
  )
}

interface TokensProps {
  tokens: readonly AccessToken[]
  onRevoke: (token: AccessToken) => void
}

function Tokens({ tokens, onRevoke }: TokensProps) {
  return (
    <Table aria-label="Access tokens">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th className="max-sm:hidden">Made</Th>
          <Th className="max-sm:hidden">Good until</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.tokenId}>
            <Td className="max-sm:max-w-44">
              <span className="font-semibold break-words">{token.name}</span>
              <div className="flex flex-col text-xs text-muted sm:hidden">
                <Made token={token} />
                <GoodUntil token={token} />
              </div>
            </Td>
            <Td>{token.role}</Td>
            <Td className="max-sm:hidden">
              <Made token={token} />
            </Td>
            <Td className="max-sm:hidden">
              <GoodUntil token={token} />
            </Td>
            <Td>
              <Button look="quiet" onClick={() => onRevoke(token)}>
                Revoke…<span className="sr-only"> {token.name}</span>
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const Made = ({ token }: { token: AccessToken }) => (
  <span>
    <Time at={token.createTime} /> by {token.createdBy}
  </span>
)

/** A token without an end is good until somebody revokes it. */
const GoodUntil = ({ token: { expireTime } }: { token: AccessToken }) =>
  expireTime === undefined ? <span>until it is revoked</span> : <Time at={expireTime} style="full" />

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
    <Form onSubmit={submit} className="flex flex-col gap-3 px-3.5 pt-4">
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
        <ShownOnce says="Copy it now; it is not shown again." secret={create.data.token} what="token" />
      )}
    </Form>
  )
}
