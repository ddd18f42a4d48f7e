/** The head of the page: where, what it is about now, and how the deployment stands. */
import type { DeploymentSummary } from '@sluice/model'
import type { ReactNode } from 'react'
import { DeploymentPill } from '../../components/StatusWord.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'

interface HeadProps {
  deployment: DeploymentSummary
  title: string
  /** For whom it waits, when that is known. */
  waitsFor?: string | undefined
  children?: ReactNode
}

export function Head({ deployment, title, waitsFor, children }: HeadProps) {
  const { deploymentId, applicationName, deploymentGroupName } = deployment
  return (
    <PageHead
      title={`${title} ${deploymentId}`}
      heading={
        <>
          <span>
            {title}
            <span className="sr-only"> {deploymentId}</span>
          </span>
          <DeploymentPill deployment={deployment} word={waitsFor} />
        </>
      }
      crumbs={[
        { name: applicationName, to: paths.deployments({ application: applicationName }) },
        {
          name: deploymentGroupName,
          to: paths.deployments({ application: applicationName, group: deploymentGroupName }),
        },
        {
          name: (
            <>
              <span className="mono">{deploymentId}</span> <CopyButton text={deploymentId} what="deployment id" />
            </>
          ),
        },
      ]}
      actions={<ButtonLink to={paths.deployment(deploymentId)}>Live view</ButtonLink>}
    >
      {children}
    </PageHead>
  )
}
