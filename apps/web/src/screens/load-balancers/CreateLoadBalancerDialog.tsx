/** Create a load balancer: where it listens and how it asks hosts for their health. Everything else has a default. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input } from '../../ui/Field.tsx'
import { toast } from '../../ui/Toast.tsx'

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
  const [typed, setTyped] = useState(empty)
  const [isTried, setIsTried] = useState(false)
  const navigate = useNavigate()
  const create = useOperation('createLoadBalancer')
  const { error } = create
  /** What the server refused is not said any more of a field that was changed since. */
  const [changed, setChanged] = useState<ReadonlySet<keyof typeof empty>>(new Set())
  const refused = (field: keyof typeof empty, path: string) =>
    changed.has(field) ? undefined : fieldError(error, path)
  const wrong = (field: NumberField, path: string) =>
    (isTried ? notANumber(typed, field) : undefined) ?? refused(field, path)
  const put = (field: keyof typeof empty) => (event: { target: { value: string } }) => {
    setTyped((before) => ({ ...before, [field]: event.target.value }))
    setChanged((before) => new Set(before).add(field))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (create.isPending || isNameless(typed) || numbers.some((field) => notANumber(typed, field) !== undefined)) return
    setChanged(new Set())
    create.mutate(inputOf(typed), {
      onSuccess: ({ name }) => {
        toast(`Load balancer ${name} was created`)
        void navigate(paths.loadBalancer(name))
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
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Input
          label="Name"
          autoComplete="off"
          maxLength={100}
          value={typed.name}
          error={
            isTried && isNameless(typed)
              ? 'Write a name.'
              : (refused('name', 'name') ?? (changed.has('name') ? undefined : nameTaken(error)))
          }
          onChange={put('name')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Input
            label="Port for users"
            inputMode="numeric"
            placeholder="8080"
            value={typed.production}
            error={wrong('production', 'listeners.production')}
            onChange={put('production')}
          />
          <Input
            label="Port for test requests"
            inputMode="numeric"
            placeholder="8081"
            hint="Optional. Reaches a replacement before users do."
            value={typed.test}
            error={wrong('test', 'listeners.test')}
            onChange={put('test')}
          />
          <Input
            label="Health check path"
            hint="Asked of every host; what it answers decides whether it gets users."
            value={typed.path}
            error={refused('path', 'healthCheck.path')}
            onChange={put('path')}
          />
          <Input
            label="Healthy status codes"
            hint="200, 200-299 or 200,204"
            value={typed.matcher}
            error={refused('matcher', 'healthCheck.matcher')}
            onChange={put('matcher')}
          />
          <Input
            label="Seconds between health checks"
            inputMode="decimal"
            value={typed.intervalSeconds}
            error={wrong('intervalSeconds', 'healthCheck.intervalSeconds')}
            onChange={put('intervalSeconds')}
          />
          <Input
            label="Drain seconds"
            inputMode="numeric"
            hint="How long a leaving host may finish the requests it has."
            value={typed.drainSeconds}
            error={wrong('drainSeconds', 'drainSeconds')}
            onChange={put('drainSeconds')}
          />
        </div>
        {error !== null && error.details.length === 0 && nameTaken(error) === undefined && (
          <ErrorRegion what="The load balancer was not created" error={error} />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            Create load balancer
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const numbers = ['production', 'test', 'intervalSeconds', 'drainSeconds'] as const
type NumberField = (typeof numbers)[number]

const isNameless = ({ name }: typeof empty): boolean => name.trim() === ''

/** What range is right the server says. The test port may be left out. */
function notANumber(typed: typeof empty, field: NumberField): string | undefined {
  const text = typed[field].trim()
  if (text === '') return field === 'test' ? undefined : 'Write a number.'
  return Number.isFinite(Number(text)) ? undefined : 'Write a number.'
}

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
