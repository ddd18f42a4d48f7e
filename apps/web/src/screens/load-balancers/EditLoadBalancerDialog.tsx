/** Change how a load balancer asks its hosts for their health, and how long a leaving host drains. */
import type { LoadBalancer } from '@sluice/model'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'
import { useBalancerForm } from './use-balancer-form.ts'

interface EditLoadBalancerDialogProps {
  loadBalancer: LoadBalancer
  onClose: () => void
}

export function EditLoadBalancerDialog({ loadBalancer, onClose }: EditLoadBalancerDialogProps) {
  const { name } = loadBalancer
  const update = useOperation('updateLoadBalancer')
  const { error } = update
  const [initial] = useState(() => typedOf(loadBalancer))
  const form = useBalancerForm(initial, { numbers }, error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!form.tried() || update.isPending) return
    update.mutate(changeOf(name, form.typed), {
      onSuccess: () => {
        toast(`Load balancer ${name} was changed`)
        onClose()
      },
    })
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Edit the load balancer ${name}`}
      description="It holds at once, also for deployments that run: every host is asked anew."
    >
      <Form onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Input label="Health check path" {...form.of('path', 'healthCheck.path')} />
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
            label="Seconds an answer may take"
            inputMode="decimal"
            {...form.of('timeoutSeconds', 'healthCheck.timeoutSeconds')}
          />
          <Input
            label="Drain seconds"
            inputMode="numeric"
            hint="How long a leaving host may finish the requests it has."
            {...form.of('drainSeconds', 'drainSeconds')}
          />
        </div>
        {error !== null && error.details.length === 0 && (
          <ErrorRegion what="The load balancer was not changed" error={error} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <FieldsInError className="mr-auto" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={update.isPending}>
            Save changes
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

const numbers = ['intervalSeconds', 'timeoutSeconds', 'drainSeconds'] as const

const typedOf = ({ healthCheck, drainSeconds }: LoadBalancer) => ({
  path: healthCheck.path,
  matcher: healthCheck.matcher,
  intervalSeconds: String(healthCheck.intervalSeconds),
  timeoutSeconds: String(healthCheck.timeoutSeconds),
  drainSeconds: String(drainSeconds),
})

type Typed = ReturnType<typeof typedOf>
const changeOf = (name: string, { path, matcher, ...typed }: Typed) => ({
  name,
  healthCheck: {
    path,
    matcher,
    intervalSeconds: Number(typed.intervalSeconds),
    timeoutSeconds: Number(typed.timeoutSeconds),
  },
  drainSeconds: Number(typed.drainSeconds),
})
