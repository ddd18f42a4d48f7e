import type { DeploymentSummary } from '@sluice/model'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../query/testing/stand-in-server.tsx'
import { DeploymentsTable } from './DeploymentsTable.tsx'
import type { ListLook } from './list-look.ts'
import { NoDeployments } from './NoDeployments.tsx'
import { partOf } from '../../query/testing/part-of.ts'

const none = { Succeeded: 0, Failed: 0, InProgress: 0, Skipped: 0, Pending: 1, Ready: 0 }
const times = { createTime: '2026-11-22T12:00:00Z', completeTime: '2026-11-22T12:01:00Z' }

/** `draws` counts how often the row's starter was written. */
function counted(deploymentId: string) {
  const drawn = { draws: 0 }
  const row = { deploymentId, status: 'Succeeded', deploymentOverview: none, creator: 'user', ...times }
  const summary = Object.defineProperty(row, 'startedBy', {
    get() {
      drawn.draws += 1
      return 'Ada'
    },
  })
  return { drawn, summary: partOf<DeploymentSummary>(summary) }
}

const look: ListLook = { columns: ['startedBy', 'duration'], density: 'cosy' }

afterEach(cleanup)

describe('a row of the list', () => {
  it('is drawn again when its deployment changed, not when another did', () => {
    const [still, before, after] = [counted('d-1'), counted('d-2'), counted('d-2')]
    function List() {
      const [second, setSecond] = useState(before)
      return (
        <>
          <button onClick={() => setSecond(after)}>change</button>
          <DeploymentsTable
            rows={[still.summary, second.summary]}
            look={look}
            order="newest"
            onOrder={() => undefined}
          />
        </>
      )
    }
    renderAt(<List />)
    const first = still.drawn.draws
    fireEvent.click(screen.getByRole('button', { name: 'change' }))
    expect([first > 0, still.drawn.draws - first, after.drawn.draws > 0]).toEqual([true, 0, true])
  })
})

describe('an empty list', () => {
  it('offers nothing to those who may not create a deployment, and says why', () => {
    renderAt(<NoDeployments filters={0} />, {
      may: { createDeployment: { allowed: false, reason: 'Ask a deployer.' } },
    })
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByText(/Ask a deployer\./)).toBeTruthy()
  })
})
