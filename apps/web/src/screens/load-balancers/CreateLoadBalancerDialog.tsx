/** Create a load balancer: where it listens and how it asks hosts for their health. Everything else has a default. */
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'
import { useBalancerForm } from './use-balancer-form.ts'

const empty = {
  name: '',
  production: '',
  test: '',
  path: '/',
  intervalSeconds: '2',
  matcher: '200-299',
  drainSeconds: '30',
}

export function CreateLoadBalancerDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const create = useOperation('createLoadBalancer')
  const { error } = create
  const form = useBalancerForm(empty, rules, error)
  const { typed } = form
  const name = form.of('name', 'name')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!form.tried() || create.isPending || isNameless(typed)) return
    create.mutate(inputOf(typed), {
      onSuccess: ({ name: created }) => {
        toast(`Load balancer ${created} was created`)
        void navigate(paths.loadBalancer(created))
      },
    })
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Create load balancer"
      description="A proxy of its own on this machine. It goes on serving while this service is restarted."
    >
      <Form onSubmit={submit} className="flex flex-col gap-4">
        <Input
          label="Name"
          autoComplete="off"
          {...name}
          error={
            form.isTried && isNameless(typed)
              ? 'Write a name.'
              : (name.error ?? (form.hasChanged('name') ? undefined : nameTaken(error)))
          }
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Input
            label="Port for users"
            inputMode="numeric"
            placeholder="8080"
            {...form.of('production', 'listeners.production')}
          />
          <Input
            label="Port for test requests"
            inputMode="numeric"
            placeholder="8081"
            hint="Optional. Reaches a replacement before users do."
            {...form.of('test', 'listeners.test')}
          />
          <Input
            label="Health check path"
            hint="Asked of every host; what it answers decides whether it gets users."
            {...form.of('path', 'healthCheck.path')}
          />
          <Input
            label="Healthy status codes"
            hint="200, 200-299 or 200,204"
            {...form.of('matcher', 'healthCheck.matcher')}
          />
          <Input
            label="Seconds between health checks"
            inputMode="decimal"
            {...form.of('intervalSeconds', 'healthCheck.intervalSeconds')}
          />
          <Input
            label="Drain seconds"
            inputMode="numeric"
            hint="How long a leaving host may finish the requests it has."
            {...form.of('drainSeconds', 'drainSeconds')}
          />
        </div>
        {error !== null && error.details.length === 0 && nameTaken(error) === undefined && (
          <ErrorRegion what="The load balancer was not created" error={error} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <FieldsInError className="mr-auto" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create load balancer
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

const rules = {
  numbers: ['production', 'test', 'intervalSeconds', 'drainSeconds'],
  optional: ['test'],
} as const

const isNameless = ({ name }: typeof empty): boolean => name.trim() === ''

function inputOf(typed: typeof empty) {
  return {
    name: typed.name,
    kind: 'embedded' as const,
    listeners: { production: Number(typed.production), ...(typed.test === '' ? {} : { test: Number(typed.test) }) },
    healthCheck: {
      path: typed.path,
      matcher: typed.matcher,
      intervalSeconds: Number(typed.intervalSeconds),
      timeoutSeconds: 2,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
    },
    drainSeconds: Number(typed.drainSeconds),
  }
}

const nameTaken = (error: { code?: string; message: string } | null): string | undefined =>
  error?.code === 'LoadBalancerAlreadyExists' ? error.message : undefined
