/** The parts of an application that have a screen of their own. */
import { paths } from '../paths.ts'
import { Tabs } from '../ui/Tabs.tsx'

export function ApplicationTabs({ application, current }: { application: string; current: 'groups' | 'revisions' }) {
  return (
    <Tabs
      label={`Parts of ${application}`}
      tabs={[
        { name: 'Deployment groups', to: paths.application(application), current: current === 'groups' },
        { name: 'Revisions', to: paths.revisions(application), current: current === 'revisions' },
        { name: 'Deployments', to: paths.deployments({ application }), current: false },
      ]}
    />
  )
}
