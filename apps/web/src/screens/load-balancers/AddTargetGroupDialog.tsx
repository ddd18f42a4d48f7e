/** Add a target group: a name for a set of hosts, and the port on which they serve. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'

export function AddTargetGroupDialog({ loadBalancerName, onClose }: { loadBalancerName: string; onClose: () => void }) {
  const [name, setName] = useState('')
  const [port, setPort] = useState('')
  const create = useOperation('createTargetGroup')
  const { error } = create
  const taken = error?.code === 'TargetGroupAlreadyExists' ? error.message : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (create.isPending) return
    create.mutate(
      { name, loadBalancerName, port: Number(port) },
      {
        onSuccess: () => {
          toast(`Target group ${name} was added to ${loadBalancerName}`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Add a target group to ${loadBalancerName}`}
      description="Choose it in a deployment group afterwards: its deployments register their hosts here."
    >
      <Form onSubmit={submit} className="flex flex-col gap-4">
        <Input
          label="Name"
          autoComplete="off"
          value={name}
          error={fieldError(error, 'name') ?? taken}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          label="Port of the hosts"
          inputMode="numeric"
          placeholder="8080"
          hint="Where the application listens, unless a host was enrolled with a port of its own."
          value={port}
          error={fieldError(error, 'port')}
          onChange={(event) => setPort(event.target.value)}
        />
        {error !== null && error.details.length === 0 && taken === undefined && (
          <ErrorRegion what="The target group was not added" error={error} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <FieldsInError className="mr-auto" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Add target group
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
