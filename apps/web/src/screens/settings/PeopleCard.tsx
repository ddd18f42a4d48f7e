/** Who may sign in, and as what. Inviting answers a one-time link to hand over. */
import type { Role } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { ListStates } from '../../components/ListStates.tsx'
import { roles } from '../../components/roles.ts'
import { ShownOnce } from '../../components/ShownOnce.tsx'
import { fieldError, op, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, Select } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { Table, Th } from '../../ui/Table.tsx'
import { UserRow } from './UserRow.tsx'

export function PeopleCard() {
  const users = useQuery(op('listUsers', {}))
  return (
    <Card title="People" bodyClassName="pb-3">
      <ListStates what="people" query={users} rowsOf={(data) => data.users} bones={2} empty={null}>
        {(rows) => (
          <Table aria-label="People">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th className="max-sm:hidden">Email</Th>
                <Th>Role</Th>
                <Th>Account</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((user) => (
                <UserRow key={user.userId} user={user} />
              ))}
            </tbody>
          </Table>
        )}
      </ListStates>
      <Invite />
    </Card>
  )
}

function Invite() {
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('deployer')
  const create = useOperation('createUser')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate({ email: email.trim(), name, role })
  }
  const shownAtField = ['email', 'name'].some((field) => fieldError(create.error, field) !== undefined)
  return (
    <Form onSubmit={submit} className="flex flex-col gap-3 px-3.5 pt-4">
      <h3 className="font-semibold">Invite somebody</h3>
      <div className="grid gap-3 sm:grid-cols-3">
        <Input
          label="Email"
          type="email"
          autoComplete="off"
          value={email}
          error={fieldError(create.error, 'email')}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Input
          label="Name"
          autoComplete="off"
          value={name}
          error={fieldError(create.error, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        <Select label="Role" value={role} hint={roles[role]} onChange={(event) => setRole(event.target.value as Role)}>
          {Object.keys(roles).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </div>
      {create.error !== null && !shownAtField && <ErrorRegion what="Nobody was invited" error={create.error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={create.isPending}>
          Make an invitation
        </Button>
        <FieldsInError />
      </div>
      {create.data !== undefined && (
        <ShownOnce
          says="Hand this link over; it is good once, for an hour."
          secret={create.data.signInLink}
          what="link"
        />
      )}
    </Form>
  )
}
