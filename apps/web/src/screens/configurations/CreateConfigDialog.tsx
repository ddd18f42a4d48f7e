/** A configuration of one's own: a share of the fleet or a number of hosts that stays healthy, tried beside the form. */
import type { ApiError } from '@sluice/api/client'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { ConfigCalculator } from '../../components/ConfigCalculator.tsx'
import { CopyCommand } from '../../components/CopyCommand.tsx'
import { paths } from '../../paths.ts'
import { useComplaints } from '../../query/complaints.ts'
import { fieldError, useOperation } from '../../query/op.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { Input, RadioGroup } from '../../ui/Field.tsx'
import { FieldsInError, Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/Toast.tsx'
import { isTypedWell, noZones, zonalConfigOf } from './zone-draft.ts'
import { ZoneFields, zoneFields } from './ZoneFields.tsx'

type Kind = 'FLEET_PERCENT' | 'HOST_COUNT'

const kinds: readonly { value: Kind; label: string; hint: string }[] = [
  { value: 'FLEET_PERCENT', label: 'A share of the fleet', hint: 'percent, rounded up to whole hosts' },
  { value: 'HOST_COUNT', label: 'A number of hosts', hint: 'whatever the size of the fleet' },
]

export function CreateConfigDialog({ onClose }: { onClose: () => void }) {
  const [typed, setName] = useState('')
  const name = typed.trim()
  const [type, setType] = useState<Kind>('FLEET_PERCENT')
  const [text, setText] = useState('75')
  const create = useOperation('createDeploymentConfig')
  const navigate = useNavigate()
  const minimumHealthyHosts = { type, value: text.trim() === '' ? Number.NaN : Number(text) }
  const [zones, setZones] = useState(noZones)
  const zonalConfig = zonalConfigOf(zones)
  const isNumber = Number.isFinite(minimumHealthyHosts.value) && isTypedWell(zones)
  /** While one types; both here and when it is created the server says it. */
  const [previewRefused, setPreviewRefused] = useState<ApiError | null>(null)
  const ruleFields = ['minimumHealthyHosts.value', ...(zones.isOn ? zoneFields : [])]
  const complaints = useComplaints(create.error, { shown: ['deploymentConfigName', ...ruleFields] })
  const { fields, rest } = complaints
  const errorOf = (field: string) =>
    fieldError(fields, field) ?? (isNumber ? fieldError(previewRefused, field) : undefined)
  const rules = { minimumHealthyHosts, ...(zonalConfig && { zonalConfig }) }
  const chooseType = (next: Kind) => {
    complaints.touch('minimumHealthyHosts')
    setType(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (create.isPending) return
    complaints.renew()
    const onSuccess = () => {
      toast(`Configuration ${name} was created`)
      void navigate(paths.configuration(name))
    }
    create.mutate({ deploymentConfigName: name, ...rules }, { onSuccess })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title="Create a configuration"
      description="It is never changed afterwards: groups that need another one change to another one."
    >
      <div className="grid gap-6 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Form onSubmit={submit} className="flex min-w-0 flex-col gap-4">
          <Input
            label="Name"
            autoComplete="off"
            value={typed}
            error={fieldError(fields, 'deploymentConfigName')}
            onChange={(event) => {
              complaints.touch('deploymentConfigName')
              setName(event.target.value)
            }}
          />
          <RadioGroup label="What stays healthy" value={type} options={kinds} onChange={chooseType} />
          <Input
            label={type === 'FLEET_PERCENT' ? 'Percent that stay healthy' : 'Hosts that stay healthy'}
            inputMode="numeric"
            hint="0 takes all hosts at once."
            value={text}
            error={errorOf('minimumHealthyHosts.value')}
            onChange={(event) => {
              complaints.touch('minimumHealthyHosts')
              setText(event.target.value)
            }}
          />
          <ZoneFields
            draft={zones}
            errorOf={errorOf}
            onChange={(next) => {
              complaints.touch('zonalConfig')
              setZones(next)
            }}
          />
          {rest !== null && <ErrorRegion what="The configuration was not created" error={rest} />}
          <CopyCommand
            operation="createDeploymentConfig"
            input={{ deploymentConfigName: name, ...(isNumber && rules) }}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <FieldsInError className="mr-auto" />
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={create.isPending}>
              Create configuration
            </Button>
          </div>
        </Form>
        <section aria-label="What it does" className="min-w-0">
          {isNumber ? (
            <ConfigCalculator config={rules} form={{ fields: ruleFields, onRefused: setPreviewRefused }} />
          ) : (
            <p className="text-muted">Type a number of hosts or percent, and what it does is shown here.</p>
          )}
        </section>
      </div>
    </Dialog>
  )
}
