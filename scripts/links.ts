/** Relative links of a page that lead nowhere: to no file, or to no heading of it. Code and addresses are no links. */
import { dirname, join } from 'node:path/posix'

/** `read` answers the text of a file of the repository, '' for a folder, or undefined. */
export function brokenLinks(page: string, read: (path: string) => string | undefined): string[] {
  return linksOf(read(page) ?? '').filter((link) => {
    const [path = '', heading] = link.split('#')
    const target = read(path === '' ? page : join(dirname(page), decodeURI(path)))
    return target === undefined || (heading !== undefined && !anchorsOf(target).includes(heading))
  })
}

function linksOf(markdown: string): string[] {
  const prose = withoutBlocks(markdown).replaceAll(/(?<!\[)`[^`\n]*`(?!\])/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link))
}

/** As GitHub names them: small letters, spaces to dashes, signs left out. */
function anchorsOf(markdown: string): string[] {
  const headings = [...withoutBlocks(markdown).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

const withoutBlocks = (markdown: string): string => markdown.replaceAll(/^```.*?^```/gms, '')
