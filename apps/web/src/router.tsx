/** The site map: every screen, loaded when it is first gone to. Links are built by `paths.ts`. */
import { createBrowserRouter, redirect } from 'react-router'
import type { ComponentType } from 'react'
import Frame from './frame/Frame.tsx'
import { ScreenError } from './frame/ScreenError.tsx'
import { paths } from './paths.ts'

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
          { index: true, loader: () => redirect(paths.deployments()) },
          { path: 'deployments', lazy: screen(() => import('./screens/deployments/DeploymentsScreen.tsx')) },
          {
            path: 'deployments/:deploymentId/:tab?',
            lazy: screen(() => import('./screens/deployment/DeploymentScreen.tsx')),
          },
          { path: '*', lazy: screen(() => import('./screens/not-found/NotFoundScreen.tsx')) },
        ],
      },
    ],
  },
])
