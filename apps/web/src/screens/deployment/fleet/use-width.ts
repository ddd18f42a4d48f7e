/** The width of an element in whole pixels, kept up to date. */
import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(320)
  useLayoutEffect(() => {
    const target = element.current
    if (target === null) return undefined
    const measure = () => setWidth(Math.max(1, Math.floor(target.clientWidth)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return width
}
