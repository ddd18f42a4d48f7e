/**
 * A part of a screen whose code comes when it is first shown: the screen itself stays small. When the code cannot be had, only
 * this part says so.
 */
import { Component, Suspense } from 'react'
import type { ReactNode } from 'react'
import { ErrorRegion } from '../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../ui/Skeleton.tsx'

interface LateProps {
  /** "The changes". */
  what: string
  /** What goes on without it. */
  stillWorks: string
  /** Nothing holds its place while it loads: it is small, or may not be there at all. */
  isSmall?: boolean
  children: ReactNode
}

export class Late extends Component<LateProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    const { what, stillWorks, isSmall = false, children } = this.props
    if (this.state.hasFailed)
      return (
        <ErrorRegion
          what={`${what} could not be shown`}
          error={{ message: 'This part of the page could not be loaded, or went wrong.' }}
          stillWorks={stillWorks}
          onRetry={() => window.location.reload()}
        />
      )
    return (
      <Suspense
        fallback={
          isSmall ? null : (
            <Loading what={`Loading: ${what.toLowerCase()}…`}>
              <BoneRows rows={3} />
            </Loading>
          )
        }
      >
        {children}
      </Suspense>
    )
  }
}
