/** Whether two addresses show the same: in which order their parts were set makes no difference. */
export const sameSearch = (a: string, b: string): boolean => inOrder(a) === inOrder(b)

const inOrder = (search: string): string => {
  const params = new URLSearchParams(search)
  params.sort()
  return params.toString()
}
