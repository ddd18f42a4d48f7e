/** Deployment configurations: what each does with ten hosts, in a picture and in words, and how many groups deploy with it. */
import type { DeploymentConfigOverview } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { ConfigName } from '../../components/ConfigName.tsx'
import { ConfigPicture } from '../../components/ConfigPicture.tsx'
import { ListStates } from '../../components/ListStates.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { allPagesOf } from '../../query/all-pages.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { CreateConfigDialog } from './CreateConfigDialog.tsx'

export default function ConfigurationsScreen() {
  const [search, setSearch] = useSearchParams()
  const list = useQuery(allPagesOf('listDeploymentConfigs', {}))
  const creating = search.has('create')
  const setCreating = (open: boolean) => setSearch(open ? { create: '1' } : {}, { replace: true })
  const create = (
    <Button look="primary" disabledReason={whyNot(useMay('createDeploymentConfig'))} onClick={() => setCreating(true)}>
      Create configuration
    </Button>
  )
  return (
    <>
      <PageHead title="Configurations" actions={create}>
        <p className="mt-1 text-muted">How many hosts a deployment may take out of service at a time.</p>
      </PageHead>
      <div data-state={list.error === null ? 'live' : 'error'} className="px-1 py-2 sm:px-3">
        <ListStates what="configurations" query={list} rowsOf={(data) => data.deploymentConfigsInfo} empty={null}>
          {(rows) => <Configurations rows={rows} create={create} />}
        </ListStates>
      </div>
      {creating && <CreateConfigDialog onClose={() => setCreating(false)} />}
    </>
  )
}

function Configurations({ rows, create }: { rows: readonly DeploymentConfigOverview[]; create: ReactNode }) {
  const own = rows.filter((row) => !row.isPredefined)
  return (
    <>
      <ConfigTable label="Configurations" rows={rows} />
      {own.length === 0 && (
        <EmptyState title="No configuration of your own yet" action={create}>
          The predefined ones suit most groups. Make one when a fleet needs another margin, such as “three quarters stay
          healthy”.
        </EmptyState>
      )}
    </>
  )
}

function ConfigTable({ label, rows }: { label: string; rows: readonly DeploymentConfigOverview[] }) {
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Ten hosts</Th>
          <Th className="max-md:hidden">What it keeps to</Th>
          <Th className="max-sm:hidden">Groups</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.deploymentConfigName} className="hover:bg-surface">
            <Td className="[overflow-wrap:anywhere]">
              <Link className="link font-semibold" to={paths.configuration(row.deploymentConfigName)}>
                <ConfigName name={row.deploymentConfigName} />
              </Link>
              {row.isPredefined && (
                <span className="ml-2 max-sm:ml-0 max-sm:block">
                  <Pill>predefined</Pill>
                </span>
              )}
              <div className="mt-1 text-xs text-muted md:hidden">{row.criteria}</div>
              {row.groups > 0 && (
                <div className="text-xs text-muted sm:hidden">
                  used by {row.groups.toLocaleString('en')} {row.groups === 1 ? 'group' : 'groups'}
                </div>
              )}
            </Td>
            <Td className="w-28 sm:w-44 lg:w-64">
              <ConfigPicture preview={row.example} small />
            </Td>
            <Td className="max-md:hidden">{row.criteria}</Td>
            <Td className="max-sm:hidden">
              {row.groups === 0 ? <span className="text-muted">none</span> : row.groups.toLocaleString('en')}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
