/** For administrators people and tokens; one's own password, times, colours and keys. Each section can be linked to. */
import { Link } from 'react-router'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useMay, useSession } from '../../session/session.ts'
import { Card } from '../../ui/Card.tsx'
import { KeysCard } from './KeysCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import { SettingsIndex } from './SettingsIndex.tsx'
import type { IndexEntry } from './SettingsIndex.tsx'
import { SettingsSection } from './SettingsSection.tsx'
import { TimeCard } from './TimeCard.tsx'
import { TokensCard } from './TokensCard.tsx'

/** What is for everybody's installation comes before the long lists of one's own browser. */
const sections: readonly IndexEntry[] = [
  { name: 'you', title: 'You' },
  { name: 'password', title: 'Password' },
  { name: 'people', title: 'People' },
  { name: 'tokens', title: 'Access tokens' },
  { name: 'load-balancers', title: 'Load balancers' },
  { name: 'time', title: 'Time and colours' },
  { name: 'keys', title: 'Keys' },
]

export default function SettingsScreen() {
  const { userId, hasPassword } = useSession()
  const people = useMay('listUsers')
  const tokens = useMay('listAccessTokens')
  /** A token has no password. */
  const hasAccount = userId !== undefined
  return (
    <>
      <PageHead title="Settings" />
      <div className="grid max-w-6xl items-start gap-4 px-4 py-4 sm:px-6 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SettingsIndex entries={sections.filter(({ name }) => name !== 'password' || hasAccount)} />
        <div className="grid min-w-0 gap-4">
          <SettingsSection name="you">
            <YouCard />
          </SettingsSection>
          {hasAccount && (
            <SettingsSection name="password">
              <PasswordCard hasPassword={hasPassword} />
            </SettingsSection>
          )}
          <SettingsSection name="people">
            {people.allowed ? <PeopleCard /> : <NotForYou title="People" reason={people.reason} />}
          </SettingsSection>
          <SettingsSection name="tokens">
            {tokens.allowed ? <TokensCard /> : <NotForYou title="Access tokens" reason={tokens.reason} />}
          </SettingsSection>
          <SettingsSection name="load-balancers">
            <Card title="Load balancers">
              <p>
                Where people come in, and which hosts they reach.{' '}
                <Link className="link" to={paths.loadBalancers()}>
                  See the load balancers
                </Link>
              </p>
            </Card>
          </SettingsSection>
          <SettingsSection name="time">
            <TimeCard />
          </SettingsSection>
          <SettingsSection name="keys">
            <KeysCard />
          </SettingsSection>
        </div>
      </div>
    </>
  )
}

function YouCard() {
  const { name, email, role } = useSession()
  return (
    <Card title="You">
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-1.5 [overflow-wrap:anywhere]">
        <dt className="text-muted">Name</dt>
        <dd>{name}</dd>
        {email !== undefined && (
          <>
            <dt className="text-muted">Email</dt>
            <dd>{email}</dd>
          </>
        )}
        <dt className="text-muted">Role</dt>
        <dd>{role}</dd>
      </dl>
    </Card>
  )
}

const NotForYou = ({ title, reason }: { title: string; reason: string | undefined }) => (
  <Card title={title}>
    <p className="text-muted">{reason}</p>
  </Card>
)
