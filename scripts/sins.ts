/**
 * Sins that neither types nor imports show, each as: where it counts, where it does not, and what it looks like.
 * `sample` is the sin committed, so that a test can prove that the pattern sees it.
 */
export type Sin = { name: string; where: RegExp; except?: RegExp; looksLike: RegExp; sample: string }

const tests = /\.test\.tsx?$|\/testing\/|\/fixtures\/|\/contract\/|^packages\/testkit\/|^e2e\/|^bench\/|^scripts\//
const code = /\.(tsx?|mjs)$/
const testCode = /\.(test|story)\.tsx?$/

/** Assembled here so that this file does not commit what it forbids. */
const machinePaths = ['work', 'tmp', 'root', 'home/\\w+', 'Users/\\w+'].map((folder) => `/${folder}/`).join('|')

export const sins: readonly Sin[] = [
  {
    name: 'a clock in the engine',
    where: /^packages\/engine\/src\//,
    except: tests,
    looksLike: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bset(Timeout|Interval|Immediate)\b/,
    sample: 'const now = Date.now()',
  },
  {
    name: 'chance in the engine',
    where: /^packages\/engine\/src\//,
    except: tests,
    looksLike: /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/,
    sample: 'const id = Math.random()',
  },
  {
    name: 'waiting in the engine',
    where: /^packages\/engine\/src\//,
    except: tests,
    looksLike: /\basync\b|\bawait\b|\bPromise\b/,
    sample: 'export async function decide() {}',
  },
  {
    name: 'input or output in the engine',
    where: /^packages\/engine\/src\//,
    except: tests,
    looksLike: /['"]node:|\bprocess\.|\bfetch\(|\bconsole\./,
    sample: "import { readFileSync } from 'node:fs'",
  },
  {
    name: 'SQL outside the store',
    where: /^(packages|apps)\//,
    except: /^packages\/store\/|\.test\.tsx?$/,
    looksLike: /\.prepare\(|\bSELECT\s+[\w*(]|\bINSERT INTO\b|\bDELETE FROM\b|\bUPDATE \w+ SET\b/,
    sample: "db.prepare('SELECT id FROM deployments')",
  },
  {
    name: 'HTML made of text',
    where: /^apps\/web\//,
    looksLike: /\binnerHTML\b|\bouterHTML\b|\bdangerouslySetInnerHTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b/,
    sample: '<p dangerouslySetInnerHTML={{ __html: line }} />',
  },
  {
    name: 'the environment read in passing',
    where: /^(packages|apps)\//,
    except:
      /^apps\/[^/]+\/(src\/(.*\/)?([a-z-]*settings|main|commands\/[a-z-]+)\.ts|[a-z.]+\.(ts|mjs))$|\.test\.tsx?$|\/testing\/|\/fixtures\//,
    looksLike: /\bprocess\.env\b/,
    sample: "const port = process.env['SLUICE_PORT']",
  },
  {
    name: 'a path of one machine',
    where: code,
    except: /\.test\.tsx?$/,
    looksLike: new RegExp(`['"\`](${machinePaths})`),
    sample: `const folder = '${'/home'}/dana/sluice'`,
  },
  {
    name: 'a test that does not run, or keeps others from running',
    where: testCode,
    looksLike: /\b(it|test|describe)\.(only|skip|todo|fixme)\b|\bx(it|describe)\(/,
    sample: `it${'.only'}('runs alone', () => {})`,
  },
  {
    name: 'a relative import without its extension',
    where: /\.tsx?$/,
    looksLike: /(from|import|import\()\s*['"]\.{1,2}(\/(?![^'"]*\.(tsx?|mjs|js|json|css|svg)['"])[^'"]*)?['"]/,
    sample: "import { decide } from './decide'",
  },
  {
    name: 'types switched off',
    where: /\.tsx?$/,
    looksLike: /@ts-(ignore|expect-error|nocheck)|\bas any\b|\bas unknown as\b/,
    sample: 'const answer = body as any',
  },
  {
    name: 'unfinished work',
    where: code,
    looksLike: /\b(TODO|FIXME|XXX|HACK)\b/,
    sample: `// ${'TO'}DO: later`,
  },
]

export type Finding = { sin: string; path: string; line: number; text: string }

/** These commit every sin on purpose, as samples. */
const confessional = /^scripts\/(sins|[a-z]+\.test)\.ts$/

/** Every place in one file where a sin is committed. Lines that are only a comment may talk about it. */
export function findSins(path: string, text: string, among: readonly Sin[] = sins): Finding[] {
  if (confessional.test(path)) return []
  const relevant = among.filter((sin) => sin.where.test(path) && !sin.except?.test(path))
  return text
    .split('\n')
    .flatMap((line, index) =>
      relevant
        .filter((sin) => sin.looksLike.test(sin.name === 'unfinished work' ? line : withoutComment(line)))
        .map((sin) => ({ sin: sin.name, path, line: index + 1, text: line.trim() })),
    )
}

function withoutComment(line: string): string {
  return /^\s*(\*|\/\*|\/\/)/.test(line) && !/@ts-/.test(line) ? '' : line
}
