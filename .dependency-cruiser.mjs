/**
 * The "may import" column of the table of rooms, as rules. A room that is not in the table may import nothing, so a new
 * room starts with a line here; no room may import an app.
 */
import { builtinModules } from 'node:module'

const mayImport = {
  model: [],
  'load-balancers': ['model'],
  appspec: ['model'],
  'agent-link': ['model'],
  artifacts: ['model'],
  live: ['model'],
  logs: ['model'],
  store: ['model'],
  testkit: ['model'],
  access: ['model', 'store'],
  bundle: ['model', 'appspec'],
  engine: ['model', 'appspec'],
  platforms: ['model', 'agent-link'],
  conductor: ['model', 'engine', 'platforms', 'store'],
  api: [
    'model',
    'access',
    'appspec',
    'artifacts',
    'bundle',
    'conductor',
    'engine',
    'live',
    'load-balancers',
    'logs',
    'store',
  ],
  /** A dev room: nobody imports it but benchmarks and scripts. */
  simulator: ['model', 'api', 'conductor', 'engine', 'platforms', 'store', 'testkit'],
}

/** What tests of a room may import besides: its `devDependencies`. */
const testsMayImport = { api: ['platforms'], conductor: ['agent-link'] }

const appsMayImport = {
  supervisor: [],
  balancer: ['model', 'load-balancers'],
  agent: ['model', 'appspec', 'bundle', 'agent-link'],
  bff: Object.keys(mayImport).filter((room) => !['testkit', 'simulator'].includes(room)),
  web: ['model', 'appspec', 'api', 'live'],
}

const tests = '[.](test|slow[.]test|bench)[.]tsx?$|/testing/|/fixtures/|/contract/'
const anyRoom = '^(packages|apps|e2e)/'
const pathsOf = (rooms) => rooms.map((room) => `^packages/${room}/`)
const core = `^(node:)?(${builtinModules.join('|')})$`

function fence(name, from, allowed) {
  return { name, severity: 'error', from, to: { path: anyRoom, pathNot: allowed } }
}

function roomFences(folder, table) {
  return Object.entries(table).flatMap(([room, rooms]) => {
    const own = [`^${folder}/${room}/`, ...pathsOf(rooms)]
    const forTests = [...own, ...pathsOf(['testkit', ...(testsMayImport[room] ?? [])])]
    return [
      fence(`${folder}/${room}`, { path: own[0], pathNot: tests }, own),
      fence(`${folder}/${room} (tests)`, { path: `${own[0]}.*(${tests})` }, forTests),
    ]
  })
}

const rooms = Object.keys(mayImport).join('|')
const apps = Object.keys(appsMayImport).join('|')

export default {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    ...roomFences('packages', mayImport),
    ...roomFences('apps', appsMayImport),
    {
      name: 'a room that is not in the table',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: `^packages/(${rooms})/|^apps/(${apps})/` },
      to: {},
    },
    fence('e2e knows the product from outside', { path: '^e2e/' }, ['^e2e/', ...pathsOf(['api', 'model', 'testkit'])]),
    {
      name: 'the dashboard takes contracts and clients, not handlers',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^packages/(api|live)/src/index[.]ts$' },
    },
    {
      name: 'what the browser loads needs no Node',
      severity: 'error',
      from: { path: '^apps/web/src/|/contracts?[.]ts$', pathNot: tests },
      to: { path: core, reachable: true },
    },
    {
      name: 'the engine needs no Node',
      severity: 'error',
      from: { path: '^packages/(engine|model|appspec)/src/', pathNot: tests },
      to: { path: core, reachable: true },
    },
    { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'packages are listed by who imports them',
      severity: 'error',
      from: { path: anyRoom },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'tests keep their tools to themselves',
      severity: 'error',
      from: { path: '^packages/|^apps/(agent|bff|supervisor)/src', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: '^packages/|@types/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|[.]css$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
