/**
 * A button names its effect. When it may not be pressed it stays focusable and says why: `disabledReason` is announced
 * as its description and shown on hover and focus.
 */
import { useId } from 'react'
import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import { Link, useNavigate } from 'react-router'
import type { LinkProps } from 'react-router'
import { cx } from './cx.ts'
import { Tip } from './Tip.tsx'

export type ButtonLook = 'default' | 'primary' | 'danger' | 'quiet'

const base =
  'inline-flex items-center justify-center gap-1.5 rounded-md border px-3 py-1.5 min-h-8 font-semibold whitespace-nowrap max-sm:min-h-11 max-sm:px-2.5 ' +
  'aria-pressed:border-accent aria-pressed:bg-accent-soft'
const looks: Record<ButtonLook, string> = {
  default: 'border-control bg-raised text-text hover:bg-surface',
  primary: 'border-accent bg-accent text-accent-text hover:opacity-90',
  danger: 'border-failed-text bg-raised text-failed-text hover:bg-danger-soft',
  quiet: 'border-transparent bg-transparent text-muted hover:text-text hover:bg-surface',
}
const off = 'cursor-not-allowed opacity-60 hover:opacity-60'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  look?: ButtonLook
  /** Set = it may not be pressed now, and this is why. */
  disabledReason?: string | undefined
  /** Pressed already, waiting for the answer. */
  busy?: boolean
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

export function Button({
  look = 'default',
  disabledReason,
  busy = false,
  className,
  onClick,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isOff = disabledReason !== undefined
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff || busy) event.preventDefault()
    else onClick?.(event)
  }
  // One tree with and without a reason: another one would be another button, and the focus would be lost.
  return (
    <>
      <Tip text={disabledReason}>
        <button
          {...rest}
          type={type}
          className={cx(base, looks[look], (isOff || busy) && off, className)}
          onClick={press}
          aria-disabled={isOff || busy ? true : undefined}
          aria-busy={busy || undefined}
          aria-describedby={isOff ? reasonId : rest['aria-describedby']}
        >
          {children}
        </button>
      </Tip>
      {isOff && (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      )}
    </>
  )
}

/** Looks like a button, goes somewhere. */
export function ButtonLink({ look = 'default', className, ...rest }: LinkProps & { look?: ButtonLook }) {
  return <Link {...rest} className={cx(base, looks[look], 'no-underline', className)} />
}

/** A button that leads to a screen: the first step of doing something, where a link would promise only to show it. */
export function GoButton({ to, ...rest }: Omit<ButtonProps, 'onClick'> & { to: string }) {
  const navigate = useNavigate()
  return <Button {...rest} onClick={() => void navigate(to)} />
}
