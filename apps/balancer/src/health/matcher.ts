/** `200`, `200-299` or `200,204`: the status codes that mean healthy. The form was checked by the model's schema. */
export function matches(matcher: string, status: number): boolean {
  return matcher.split(',').some((part) => {
    const [from = Number.NaN, to = from] = part.split('-').map(Number)
    return status >= from && status <= to
  })
}
