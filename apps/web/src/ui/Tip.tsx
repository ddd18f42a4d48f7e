/**
 * A short text on hover and focus. Dismissed by Escape, may be hovered itself. Never the only place of what matters.
 * Without a text there is nothing to show now; what it wraps stays the same element.
 */
import { Tooltip } from 'radix-ui'
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

export function Tip({ text, children }: { text: ReactNode; children: ReactElement }) {
  const [open, setOpen] = useState(false)
  return (
    <Tooltip.Provider delayDuration={250}>
      <Tooltip.Root open={open && text !== undefined} onOpenChange={setOpen}>
        <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-80 rounded-md bg-text px-2.5 py-1.5 text-xs text-bg"
          >
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  )
}
