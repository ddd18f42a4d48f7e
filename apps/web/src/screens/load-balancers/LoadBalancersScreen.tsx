/** The load balancers: where people come in, and how many of their hosts are healthy. */
import type { Output } from '@sluice/api/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { ListStates } from '../../components/ListStates.tsx'
import { StatusWord } from '../../components/StatusWord.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { op } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Table, Td, Th } from '../../ui/Table.tsx'
import { CreateLoadBalancerDialog } from './CreateLoadBalancerDialog.tsx'

/** Who is healthy changes by itself; nothing tells this screen. */
const askAgainMs = 2000

type Row = Output<'listLoadBalancers'>['loadBalancers'][number]

export default function LoadBalancersScreen() {
  const [creating, setCreating] = useState(false)
  const list = useQuery({ ...op('listLoadBalancers', {}), refetchInterval: askAgainMs })
  const create = (
    <Button look="primary" disabledReason={whyNot(useMay('createLoadBalancer'))} onClick={() => setCreating(true)}>
      Create load balancer
    </Button>
  )
  return (
    <>
      <PageHead title="Load balancers" actions={create} />
      <div data-state={list.error === null ? 'live' : 'error'} className="px-1 py-2 sm:px-3">
        <ListStates
          what="load balancers"
          query={list}
          rowsOf={(data) => data.loadBalancers}
          bones={3}
          empty={
            <EmptyState title="No load balancer yet" action={create}>
              A load balancer takes requests on a port and passes them on to hosts. Deployments take hosts out of it
              before they change them; blue/green moves users with it.
            </EmptyState>
          }
        >
          {(rows) => <Balancers rows={rows} />}
        </ListStates>
      </div>
      {creating && <CreateLoadBalancerDialog onClose={() => setCreating(false)} />}
    </>
  )
}

function Balancers({ rows }: { rows: readonly Row[] }) {
  return (
    <Table aria-label="Load balancers">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Ports</Th>
          <Th className="max-sm:hidden">Target groups</Th>
          <Th>Healthy</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} className="hover:bg-surface">
            <Td className="[overflow-wrap:anywhere]">
              <Link className="link font-semibold" to={paths.loadBalancer(row.name)}>
                {row.name}
              </Link>
              <div className="text-xs text-muted">{row.kind}</div>
            </Td>
            <Td>
              {row.listeners.production}
              {row.listeners.test !== undefined && <div className="text-xs text-muted">test {row.listeners.test}</div>}
            </Td>
            <Td className="max-sm:hidden">
              {row.targetGroups.length === 0 ? (
                <span className="text-muted">none yet</span>
              ) : (
                row.targetGroups.map((group) => group.name).join(', ')
              )}
            </Td>
            <Td>
              <HealthWord row={row} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function HealthWord({ row: { healthy, registered, trouble } }: { row: Row }) {
  if (trouble !== undefined)
    return (
      <>
        <StatusWord look={{ glyph: 'unknown', tone: 'ready', word: 'Not known' }} />
        <div className="text-xs text-muted">{trouble}</div>
      </>
    )
  if (registered === 0) return <span className="text-muted">no host has users</span>
  const all = healthy === registered
  return (
    <StatusWord
      look={{ glyph: all ? 'success' : 'failed', tone: all ? 'success' : 'failed', word: '' }}
      word={`${healthy} of ${registered}`}
    />
  )
}
