/** Where symbolic links of a bundle lead, followed through each other without a file system. */

export type LinkVerdict = 'inside' | 'outside' | 'endless'

/** All steps of one bundle together: honest bundles need a few per link. */
const maxSteps = 2_000_000
const maxHops = 40

/** `links`: path of each symbolic link -> its target as written. */
export function linkJudge(links: ReadonlyMap<string, string>): (path: string) => LinkVerdict {
  let steps = 0
  return (path) => {
    let hops = 0
    const at = path.split('/').slice(0, -1)
    const ahead = partsOf(links.get(path) ?? '')
    if (ahead === undefined) return 'outside'
    for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
      steps += 1
      if (steps > maxSteps) return 'endless'
      if (part !== '..') at.push(part)
      else if (at.pop() === undefined) return 'outside'
      const target = part === '..' ? undefined : links.get(at.join('/'))
      if (target === undefined) continue
      const more = partsOf(target)
      hops += 1
      if (more === undefined) return 'outside'
      if (hops > maxHops) return 'endless'
      at.pop()
      ahead.unshift(...more)
    }
    return 'inside'
  }
}

/** Undefined for a target that is not a plain relative path. */
function partsOf(target: string): string[] | undefined {
  if (target === '' || /^([/\\]|[A-Za-z]:)/.test(target) || /[\u0000-\u001f\u007f\\]/.test(target)) return undefined
  return target.split('/').filter((part) => part !== '' && part !== '.')
}
