/**
 * A refusal as complaints about fields, each of which vanishes when its field is changed. What is shown at a field is not said again
 * below the form; what no field of the form shows is.
 */
import { ApiError } from '@sluice/api/client'
import { useState } from 'react'

export interface Complaint {
  field: string
  message: string
}

interface FormComplaints {
  /** What fields show: one detail a field that was not changed since. */
  fields: ApiError | null
  /** What no field shows. */
  rest: ApiError | null
  /** The person changed these fields: their complaints are out of date. */
  touch: (...fields: readonly string[]) => void
  /** A new answer is awaited. */
  renew: () => void
}

interface FormFields {
  /** Fields that the form shows a complaint at: by their whole name, or `tags*` for everything within. */
  shown: readonly string[]
  /** Refusals without details that are about one field. */
  codes?: Readonly<Record<string, string>>
}

export function useComplaints(error: ApiError | null, { shown, codes = {} }: FormFields): FormComplaints {
  const [touched, setTouched] = useState<readonly string[]>([])
  const all = error === null ? [] : complaintsOf(error, codes)
  const left = all.filter(({ field }) => !touched.some((one) => isWithin(field, one)))
  const [here, elsewhere] = [
    left.filter(({ field }) => isShown(field, shown)),
    left.filter(({ field }) => !isShown(field, shown)),
  ]
  return {
    fields: here.length === 0 ? null : withDetails(error, here),
    rest: error !== null && (all.length === 0 || elsewhere.length > 0) ? restOf(error, elsewhere) : null,
    touch: (...fields) => setTouched((before) => [...new Set([...before, ...fields])]),
    renew: () => setTouched([]),
  }
}

function complaintsOf({ code, message, details }: ApiError, codes: Readonly<Record<string, string>>): Complaint[] {
  const named = details.flatMap((detail) =>
    detail.field === undefined ? [] : [{ field: detail.field, message: detail.message }],
  )
  const field = codes[code]
  return named.length === 0 && field !== undefined ? [{ field, message }] : named
}

const isWithin = (field: string, other: string): boolean =>
  field === other || field.startsWith(`${other}.`) || field.startsWith(`${other}[`)

const isShown = (field: string, shown: readonly string[]): boolean =>
  shown.some((one) => (one.endsWith('*') ? isWithin(field, one.slice(0, -1)) : field === one))

const withDetails = (error: ApiError | null, details: readonly Complaint[]): ApiError =>
  new ApiError(
    error?.code ?? 'InvalidInputException',
    error?.message ?? '',
    error?.status ?? 400,
    error?.requestId,
    details,
  )

/** The whole sentence where nothing was said at a field; else only what is left. */
const restOf = (error: ApiError, details: readonly Complaint[]): ApiError =>
  details.length === 0
    ? error
    : new ApiError(error.code, details.map(({ message }) => message).join(' '), error.status, error.requestId, details)
