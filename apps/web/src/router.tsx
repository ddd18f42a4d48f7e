/** The site map: every screen, loaded when it is first gone to. Links are built by `paths.ts`. */
import { createBrowserRouter } from 'react-router'
import type { ComponentType } from 'react'
import Frame from './frame/Frame.tsx'
import { ScreenError } from './frame/ScreenError.tsx'

type ScreenModule = { default: ComponentType }
const screen = (load: () => Promise<ScreenModule>) => async () => ({ Component: (await load()).default })

export const router = createBrowserRouter([
  { path: '/sign-in', lazy: screen(() => import('./screens/sign-in/SignInScreen.tsx')), ErrorBoundary: ScreenError },
  {
    Component: Frame,
    ErrorBoundary: ScreenError,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: ScreenError,
        children: [
          { index: true, lazy: screen(() => import('./screens/now/NowScreen.tsx')) },
          { path: 'activity', lazy: screen(() => import('./screens/activity/ActivityScreen.tsx')) },
          { path: 'deployments', lazy: screen(() => import('./screens/deployments/DeploymentsScreen.tsx')) },
          {
            path: 'deployments/new',
            lazy: screen(() => import('./screens/create-deployment/CreateDeploymentScreen.tsx')),
          },
          {
            path: 'deployments/:deploymentId/approve',
            lazy: screen(() => import('./screens/approval/ApprovalScreen.tsx')),
          },
          { path: 'approvals', lazy: screen(() => import('./screens/approvals/ApprovalsScreen.tsx')) },
          {
            path: 'deployments/:deploymentId/:tab?',
            lazy: screen(() => import('./screens/deployment/DeploymentScreen.tsx')),
          },
          { path: 'applications', lazy: screen(() => import('./screens/applications/ApplicationsScreen.tsx')) },
          { path: 'applications/new', lazy: screen(() => import('./screens/applications/NewApplicationScreen.tsx')) },
          {
            path: 'applications/:application',
            lazy: screen(() => import('./screens/application/ApplicationScreen.tsx')),
          },
          {
            path: 'applications/:application/groups/new',
            lazy: screen(() => import('./screens/groups/GroupFormScreen.tsx')),
          },
          {
            path: 'applications/:application/groups/:group',
            lazy: screen(() => import('./screens/groups/GroupScreen.tsx')),
          },
          {
            path: 'applications/:application/groups/:group/edit',
            lazy: screen(() => import('./screens/groups/GroupFormScreen.tsx')),
          },
          {
            path: 'applications/:application/revisions',
            lazy: screen(() => import('./screens/revisions/RevisionsScreen.tsx')),
          },
          {
            path: 'applications/:application/revisions/new',
            lazy: screen(() => import('./screens/revisions/NewRevisionScreen.tsx')),
          },
          {
            path: 'applications/:application/revisions/:revision',
            lazy: screen(() => import('./screens/revision/RevisionScreen.tsx')),
          },
          { path: 'configurations', lazy: screen(() => import('./screens/configurations/ConfigurationsScreen.tsx')) },
          {
            path: 'configurations/:name',
            lazy: screen(() => import('./screens/configurations/ConfigurationScreen.tsx')),
          },
          { path: 'instances', lazy: screen(() => import('./screens/instances/InstancesScreen.tsx')) },
          { path: 'instances/:name', lazy: screen(() => import('./screens/instances/InstanceScreen.tsx')) },
          { path: 'load-balancers', lazy: screen(() => import('./screens/load-balancers/LoadBalancersScreen.tsx')) },
          {
            path: 'load-balancers/:name',
            lazy: screen(() => import('./screens/load-balancers/LoadBalancerScreen.tsx')),
          },
          { path: 'help', lazy: screen(() => import('./screens/help/HelpScreen.tsx')) },
          { path: 'help/api', lazy: screen(() => import('./screens/help/ApiScreen.tsx')) },
          { path: 'settings', lazy: screen(() => import('./screens/settings/SettingsScreen.tsx')) },
          { path: '*', lazy: screen(() => import('./screens/not-found/NotFoundScreen.tsx')) },
        ],
      },
    ],
  },
])
