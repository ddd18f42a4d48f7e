/**
 * What a configuration does with any number of hosts: at most so many at a time, the failure that stops it, its waves, and
 * whether it could never start. The server computes all of it, with the rules that deployments keep to.
 */
import type { ApiError } from '@sluice/api/client'
import type { Input, Output } from '@sluice/api/contracts'
import type { FleetPreview } from '@sluice/model'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fieldError, op } from '../query/op.ts'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { Table, Td, Th } from '../ui/Table.tsx'
import { ConfigPicture } from './ConfigPicture.tsx'
import { FleetSizeField } from './FleetSizeField.tsx'
import { useSettled } from './use-settled.ts'
import { ZoneCountField } from './ZoneCountField.tsx'
import { ZonePicture } from './ZonePicture.tsx'

/** A configuration that exists, or the numbers of one that does not yet. */
export type CalculatedConfig =
  { deploymentConfigName: string } | Pick<Input<'previewDeploymentConfig'>, 'minimumHealthyHosts' | 'zonalConfig'>

const usualZones = 3

interface ConfigCalculatorProps {
  config: CalculatedConfig
  /** The number to begin with: the hosts of a group, or ten. */
  hosts?: number
  /** Without the table of usual sizes. */
  brief?: boolean
  /** Of a form beside it: what is refused of these fields it says there. */
  form?: { fields: readonly string[]; onRefused: (error: ApiError | null) => void }
}

export function ConfigCalculator({ config, hosts = 10, brief = false, form }: ConfigCalculatorProps) {
  const [fleetSize, setFleetSize] = useState(hosts)
  const [zones, setZones] = useState(usualZones)
  const asked = useSettled(JSON.stringify({ ...config, fleetSize, ...(zones !== usualZones && { zones }) }))
  const query = useQuery({
    ...op('previewDeploymentConfig', JSON.parse(asked) as Input<'previewDeploymentConfig'>),
    placeholderData: keepPreviousData,
  })
  const { error } = query
  const onRefused = form?.onRefused
  useEffect(() => onRefused?.(error), [onRefused, error])
  const isSaidThere = error !== null && isAbout(error, form?.fields ?? [])
  const badSize = fieldError(error, 'fleetSize')
  const badMinimum = fieldError(error, 'minimumHealthyHosts.value')
  const badZones = fieldError(error, 'zones')
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <FleetSizeField value={fleetSize} onChange={setFleetSize} error={badSize} />
      {(query.data?.zonalConfig !== undefined || badZones !== undefined) && (
        <ZoneCountField value={zones} onChange={setZones} error={badZones} />
      )}
      {isSaidThere && <p className="text-muted">What it does is shown here once its fields are right.</p>}
      {badMinimum !== undefined && !isSaidThere && (
        <p className="text-failed-text">✕ The minimum {lowered(badMinimum)}</p>
      )}
      {error !== null &&
        !isSaidThere &&
        badSize === undefined &&
        badMinimum === undefined &&
        badZones === undefined && <ErrorRegion what="What it does could not be computed" error={error} />}
      {query.data !== undefined && error === null && <Answer answer={query.data} brief={brief} />}
    </div>
  )
}

const isAbout = ({ details }: ApiError, fields: readonly string[]): boolean =>
  details.length > 0 && details.every(({ field }) => field !== undefined && fields.includes(field))

function Answer({ answer, brief }: { answer: Output<'previewDeploymentConfig'>; brief: boolean }) {
  const { preview, neverStartsUpTo, usual } = answer
  return (
    <>
      <div role="status" className="flex flex-col gap-1">
        <p className={preview.failsAtOnce === undefined ? 'font-semibold' : 'font-semibold text-failed-text'}>
          {preview.failsAtOnce !== undefined && <span aria-hidden>✕ </span>}
          {preview.sentence}
        </p>
        {preview.wayOut !== undefined && <p>{preview.wayOut}</p>}
      </div>
      {preview.zones === undefined ? <ConfigPicture preview={preview} /> : <ZonePicture zones={preview.zones} />}
      {preview.failsAtOnce === undefined && <Facts preview={preview} />}
      {neverStartsUpTo > 0 && (
        <p className="text-sm text-ready-text">
          ◆ It can never start with{' '}
          {neverStartsUpTo === 1 ? 'a single host' : `${count(neverStartsUpTo)} hosts or fewer`}.
        </p>
      )}
      {!brief && <UsualSizes usual={usual} />}
    </>
  )
}

function Facts({ preview }: { preview: FleetPreview }) {
  const facts = [
    ['At a time', count(preview.parallel)],
    ['Must stay healthy', count(preview.minimum)],
    ['Failures that stop it', stoppedBy(preview)],
    ['Waves', count(preview.waves.count)],
  ]
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-2">
      {facts.map(([name, value]) => (
        <div key={name} className="rounded-md border border-line px-3 py-2">
          <dt className="text-xs text-muted">{name}</dt>
          <dd className="text-lg font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function UsualSizes({ usual }: { usual: readonly FleetPreview[] }) {
  return (
    <Table aria-label="Usual sizes">
      <thead>
        <tr>
          <Th>Hosts</Th>
          <Th>
            <span className="block whitespace-normal">At a time</span>
          </Th>
          <Th className="max-sm:hidden">Stay healthy</Th>
          <Th>
            <span className="block whitespace-normal">Failures that stop it</span>
          </Th>
          <Th>Waves</Th>
        </tr>
      </thead>
      <tbody>
        {usual.map((preview) => (
          <tr key={preview.fleetSize}>
            <Td className="font-semibold">{count(preview.fleetSize)}</Td>
            {preview.failsAtOnce === undefined ? (
              <>
                <Td>{count(preview.parallel)}</Td>
                <Td className="max-sm:hidden">{count(preview.minimum)}</Td>
                <Td>{stoppedBy(preview)}</Td>
                <Td>{count(preview.waves.count)}</Td>
              </>
            ) : (
              <Td colSpan={4} className="text-failed-text">
                ✕ can never start
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The number of the failure that ends it. */
const stoppedBy = ({ failureBudget }: FleetPreview): string => count(failureBudget + 1)
const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
const count = (value: number): string => value.toLocaleString('en')
