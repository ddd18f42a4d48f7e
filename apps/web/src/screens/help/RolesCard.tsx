/** The roles, and what each may do beyond the one before it: as the server says, from the API's document. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { roles } from '../../components/roles.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session/session.ts'
import { Card } from '../../ui/Card.tsx'
import { apiDocument } from './api-document.ts'
import type { Operation } from './api-document.ts'

export function RolesCard() {
  const { role: own } = useSession()
  const document = useQuery(apiDocument)
  return (
    <Card title="Roles" aside={`Yours is ${own}`}>
      <p className="mb-3 text-muted">
        Each may do what the one before it may. An administrator gives them in Settings.
      </p>
      {Object.entries(roles).map(([role, sentence]) => (
        <section key={role} aria-label={role} className="mb-3 last:mb-0">
          <h3 className="font-semibold">{role}</h3>
          <p>{sentence}</p>
          <Deeds operations={(document.data?.operations ?? []).filter((operation) => operation.role === role)} />
        </section>
      ))}
    </Card>
  )
}

function Deeds({ operations }: { operations: readonly Operation[] }) {
  if (operations.length === 0) return null
  return (
    <details className="text-sm">
      <summary className="min-h-6 text-muted">{operations.length} operations</summary>
      <ul className="columns-1 gap-6 sm:columns-2">
        {operations.map(({ operationId, summary }) => (
          <li key={operationId}>
            <Link className="link" to={paths.apiHelp(operationId)}>
              {summary}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
