/** One's own password, times, colours and keys; for administrators: people and tokens. */
import { Link } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useMay, useSession } from '../../session/session.ts'
import { Card } from '../../ui/Card.tsx'
import { KeysCard } from './KeysCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import { TimeCard } from './TimeCard.tsx'
import { TokensCard } from './TokensCard.tsx'

export default function SettingsScreen() {
  const session = useSession()
  const people = useMay('listUsers')
  const tokens = useMay('listAccessTokens')
  return (
    <>
      <PageHead title="Settings" />
      <div className="grid max-w-5xl gap-4 px-4 py-4 sm:px-6">
        <Card title="You">
          <dl className="grid grid-cols-[7rem_minmax(0,1fr)] [overflow-wrap:anywhere] gap-y-1.5">
            <dt className="text-muted">Name</dt>
            <dd>{session.name}</dd>
            {session.email !== undefined && (
              <>
                <dt className="text-muted">Email</dt>
                <dd>{session.email}</dd>
              </>
            )}
            <dt className="text-muted">Role</dt>
            <dd>{session.role}</dd>
          </dl>
        </Card>
        {session.userId !== undefined && <PasswordCard hasPassword={session.hasPassword} />}
        <TimeCard />
        <KeysCard />
        <Card title="Load balancers">
          <p>
            Where people come in, and which hosts they reach.{' '}
            <Link className="link" to={paths.loadBalancers()}>
              See the load balancers
            </Link>
          </p>
        </Card>
        {people.allowed ? <PeopleCard /> : <NotForYou title="People" reason={people.reason} />}
        {tokens.allowed ? <TokensCard /> : <NotForYou title="Access tokens" reason={tokens.reason} />}
      </div>
    </>
  )
}

const NotForYou = ({ title, reason }: { title: string; reason: string | undefined }) => (
  <Card title={title}>
    <p className="text-muted">{reason}</p>
  </Card>
)
