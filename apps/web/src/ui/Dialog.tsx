/**
 * Dialogs and sheets. The title is a question with its object, or the name of what is shown; focus returns on closing.
 * The overlay is our own: the library's locks scrolling by an inline style sheet, which the content security policy
 * forbids (theme/index.css locks it).
 */
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface OverlayProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** One sentence under the title, announced with it. */
  description?: ReactNode
  children: ReactNode
}

export function Dialog({ wide = false, ...props }: OverlayProps & { wide?: boolean }) {
  return (
    <Overlay
      {...props}
      className={cx(
        'fixed left-1/2 top-1/2 max-h-[92dvh] w-[calc(100vw-24px)] -translate-x-1/2 -translate-y-1/2 rounded-lg',
        wide ? 'max-w-3xl' : 'max-w-lg',
      )}
    />
  )
}

/** Slides in at the side; fills a phone. */
export function Sheet(props: OverlayProps) {
  return <Overlay {...props} className="fixed inset-y-0 right-0 w-full max-w-xl sm:border-l" />
}

function Overlay({ open, onClose, title, description, children, className }: OverlayProps & { className: string }) {
  const focus = useReturningFocus()
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <div aria-hidden className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          className={cx('z-50 flex flex-col border border-line bg-bg shadow-xl', className)}
          {...focus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mr-1.5 grid size-8 place-items-center max-sm:-mr-3 max-sm:-mt-2 max-sm:size-11 rounded-md text-muted hover:bg-surface hover:text-text"
            >
              <X size={18} strokeWidth={1.75} aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/**
 * Whatever had the focus before gets it back: dialogs are opened by state, the library knows no trigger to return to.
 * When that is gone meanwhile, the page's heading gets it, so that nobody has to start at the top again.
 */
function useReturningFocus() {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      focusedAgain(before.current)?.focus()
    },
  }
}

function focusedAgain(opener: Element | null): HTMLElement | null {
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body
  if (isThere) return opener
  return document.querySelector<HTMLElement>('h1[tabindex]') ?? document.querySelector('main')
}
