/**
 * About how many bytes a value takes, counted without writing it out: a fleet of 10,000 hosts is weighed while somebody looks at it.
 * It is counted no further than `most`.
 */
export function weightOf(value: unknown, most: number): number {
  let bytes = 0
  const left: unknown[] = [value]
  while (left.length > 0 && bytes <= most) {
    const one = left.pop()
    if (typeof one === 'string') bytes += one.length * 2
    else if (ArrayBuffer.isView(one)) bytes += one.byteLength
    else {
      bytes += 8
      // Names of members are shared by the rows of a list: they are not weighed.
      if (typeof one === 'object' && one !== null) for (const part of Object.values(one)) left.push(part)
    }
  }
  return bytes
}
