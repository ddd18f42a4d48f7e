/** The link leads to something that asks nobody, or not yet: said plainly, with the way on. */
import { Sentence } from '../../components/Sentence.tsx'
import type { Known } from '../../live/known.ts'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Head } from './Head.tsx'

type EarlyStage = 'notBlueGreen' | 'sendsBack' | 'early'

const titles: Record<EarlyStage, string> = {
  notBlueGreen: 'Nothing to approve',
  sendsBack: 'Nothing to approve',
  early: 'Not waiting yet',
}

const reasons: Record<EarlyStage, string> = {
  notBlueGreen: 'This deployment is in place: it updates the hosts that serve, and no traffic is rerouted.',
  sendsBack: 'This deployment sends users back to the originals. That is done at once and asks nobody.',
  early: 'The replacement is still being made ready. When it is, this page turns into the decision by itself.',
}

export function NothingToApprove({ known: { deployment, state }, stage }: { known: Known; stage: EarlyStage }) {
  return (
    <div data-state={state}>
      <Head deployment={deployment} title="Approve traffic reroute" />
      <EmptyState
        title={titles[stage]}
        action={
          <ButtonLink to={paths.deployment(deployment.deploymentId)} look="primary">
            Watch {deployment.deploymentId}
          </ButtonLink>
        }
      >
        <p>{reasons[stage]}</p>
        <p role="status" className="mt-2 text-text">
          <Sentence parts={deployment.sentence} />
        </p>
      </EmptyState>
    </div>
  )
}
