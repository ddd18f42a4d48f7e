import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { partOf } from '../query/testing/part-of.ts'
import { forgetServer, refusal, renderAt, standInServer } from '../query/testing/stand-in-server.tsx'
import { MissingTargetGroups } from './MissingTargetGroups.tsx'
import { useTargetGroups } from './use-target-groups.ts'

afterEach(() => {
  cleanup()
  forgetServer()
})

function Shown({ wanted }: { wanted: readonly string[] }) {
  const { missing, retry } = useTargetGroups(wanted)
  return (
    <>
      <MissingTargetGroups names={missing} />
      <button onClick={retry}>Retry</button>
    </>
  )
}

const front = partOf<never>({ name: 'front', targetGroups: [{ name: 'shop' }] })

it('names the target groups that no load balancer has any more', async () => {
  standInServer({
    listLoadBalancers: () => ({ loadBalancers: [front] }),
    getLoadBalancer: () => partOf({ loadBalancer: front, targetGroups: [{ name: 'shop', members: [] }] }),
  })
  renderAt(<Shown wanted={['shop', 'gone']} />)
  await screen.findByText(/The target group gone does not exist any more/)
})

it('asks everything again when somebody retries, not only the list', async () => {
  const calls = standInServer({
    listLoadBalancers: () => ({ loadBalancers: [front] }),
    getLoadBalancer: () => refusal('LoadBalancerDoesNotExist', 'There is no load balancer front.'),
  })
  const asked = (wanted: string) => calls.filter(({ name }) => name === wanted).length
  renderAt(<Shown wanted={['shop']} />)
  await waitFor(() => expect(asked('getLoadBalancer')).toBeGreaterThan(0))
  const before = asked('listLoadBalancers')
  fireEvent.click(screen.getByText('Retry'))
  await waitFor(() => expect(asked('listLoadBalancers')).toBeGreaterThan(before))
})
