/** The scaling group that is copied for each replacement; one can be made on the spot. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldError, op, useOperation } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Input, Select } from '../../ui/Field.tsx'

interface ScalingGroupFieldProps {
  value: string
  error: string | undefined
  onChange: (name: string) => void
}

export function ScalingGroupField({ value, error, onChange }: ScalingGroupFieldProps) {
  const { data } = useQuery(op('listScalingGroups', {}))
  const groups = data?.scalingGroups ?? []
  const chosen = groups.find((group) => group.name === value)
  const [making, setMaking] = useState(false)
  const isUnknown = value !== '' && chosen === undefined
  const whyNoNew = whyNot(useMay('createScalingGroup'))
  return (
    <>
      <Select
        label="Scaling group"
        value={value}
        error={error}
        hint={
          chosen === undefined
            ? 'How hosts are made here. A first fleet gets as many as the scaling group says, later ones as many as they replace.'
            : `${chosen.desiredCapacity} ${chosen.desiredCapacity === 1 ? 'host' : 'hosts'} at first, ${chosen.instances.length} now`
        }
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">Choose a scaling group</option>
        {isUnknown && <option>{value}</option>}
        {groups.map((group) => (
          <option key={group.name}>{group.name}</option>
        ))}
      </Select>
      {making ? (
        <NewScalingGroup
          onMade={(name) => {
            onChange(name)
            setMaking(false)
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <div>
          <Button disabledReason={whyNoNew} onClick={() => setMaking(true)}>
            Make a scaling group
          </Button>
        </div>
      )}
    </>
  )
}

function NewScalingGroup({ onMade, onCancel }: { onMade: (name: string) => void; onCancel: () => void }) {
  const [name, setName] = useState('')
  const [size, setSize] = useState('2')
  const create = useOperation('createScalingGroup')
  const taken = create.error?.code === 'ScalingGroupAlreadyExists' ? create.error.message : undefined
  const rest = create.error !== null && create.error.details.length === 0 && taken === undefined
  const make = () => create.mutate({ name, desiredCapacity: Number(size) }, { onSuccess: (made) => onMade(made.name) })
  return (
    <div role="group" aria-label="New scaling group" className="flex flex-col gap-3 border-l-2 border-line pl-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Input
          label="Name of the scaling group"
          autoComplete="off"
          value={name}
          error={fieldError(create.error, 'name') ?? taken}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          label="Hosts of a first fleet"
          inputMode="numeric"
          value={size}
          error={fieldError(create.error, 'desiredCapacity')}
          onChange={(event) => setSize(event.target.value)}
        />
      </div>
      {rest && <p className="text-xs font-medium text-failed-text">✕ {create.error?.message}</p>}
      <div className="flex flex-wrap gap-2">
        <Button busy={create.isPending} onClick={make}>
          Create scaling group
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
