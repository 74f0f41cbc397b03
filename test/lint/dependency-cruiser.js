/**
 * Who may import whom, as docs/architecture.md tells it: the table first, then what a table cannot say. Every rule has a
 * reason; `node test/lint/prove-boundaries.js` plants a wrong import for each and checks that the rule finds it.
 */

/**
 * @typedef {{ from: string, may: string[], why: string }} Row
 * @type {Row[]} a folder below the top, the folders of ours that it may import, and why no others
 */
const TABLE = [
  {
    from: 'libs/domain',
    may: [],
    why: 'The rules of the product are values in, values out. What imports nothing of ours can be tested, replayed and read alone.',
  },
  {
    from: 'libs/config',
    may: [],
    why: 'The environment is parsed before anything else exists, and everything else may ask for it.',
  },
  {
    from: 'libs/embedded',
    may: ['libs/config'],
    why: 'It starts a PostgreSQL and knows nothing of what is kept in it.',
  },
  {
    from: 'libs/persistence',
    may: ['libs/domain', 'libs/config'],
    why: 'Tables and the door to them speak the words of the domain, and know no use case.',
  },
  {
    from: 'libs/jobs',
    may: ['libs/domain', 'libs/config'],
    why: 'The catalogue names jobs and carries ids; what a job does is a use case, reached through the handlers of the worker.',
  },
  {
    from: 'libs/documents',
    may: ['libs/domain', 'libs/config'],
    why: 'It turns files into text and back, for whoever asks.',
  },
  {
    from: 'libs/notifications',
    may: ['libs/domain', 'libs/config', 'libs/documents'],
    why: 'A channel sends what it is given. One that could read the database would send what nobody decided.',
  },
  {
    from: 'libs/identity',
    may: ['libs/persistence', 'libs/domain', 'libs/config'],
    why: 'Who somebody is comes before what they do: identity cannot depend on a use case.',
  },
  {
    from: 'libs/application',
    may: [
      'libs/domain',
      'libs/persistence',
      'libs/jobs',
      'libs/notifications',
      'libs/documents',
      'libs/identity',
      'libs/config',
    ],
    why: 'A use case knows all parts and no way in: the same one serves GraphQL, a job and a command.',
  },
  {
    from: 'apps/api',
    may: ['libs/application', 'libs/identity', 'libs/config', 'libs/jobs', 'libs/persistence', 'libs/domain'],
    why: 'It translates between HTTP and use cases. What it may take of persistence and domain is narrowed below.',
  },
  {
    from: 'apps/worker',
    may: [
      'libs/application',
      'libs/identity',
      'libs/config',
      'libs/jobs',
      'libs/persistence',
      'libs/notifications',
      'libs/documents',
      'libs/domain',
    ],
    why: 'It wires the channels and the queue to use cases, and imports no other program.',
  },
  {
    from: 'apps/cli',
    may: [
      'libs/application',
      'libs/identity',
      'libs/config',
      'libs/jobs',
      'libs/persistence',
      'libs/notifications',
      'libs/documents',
      'libs/domain',
      'libs/embedded',
    ],
    why: 'It starts the other programs as processes, so that one that falls does not pull the others down.',
  },
  {
    from: 'apps/admin',
    may: [],
    why: 'The admin is a client like any other: it knows the published schema, so what it can do an integration can do.',
  },
];

const TESTS = '(\\.(test|fixture|factory)\\.tsx?$|/testing/)';

/** @type {(import('dependency-cruiser').IRegularForbiddenRuleType & { name: string })[]} */
const tableRules = TABLE.map(({ from, may, why }) => ({
  name: `who-imports-whom/${from}`,
  comment: `${from} may import ${may.length === 0 ? 'nothing of ours' : may.join(', ')}. ${why}`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(libs|apps)/', pathNot: [from, ...may].map((folder) => `^${folder}/`) },
}));

/** @type {(import('dependency-cruiser').IRegularForbiddenRuleType & { name: string })[]} */
export const forbidden = [
  ...tableRules,
  {
    name: 'front-door',
    comment: 'A library is entered by its index.ts: what is not exported there may change without asking anybody.',
    severity: 'error',
    from: { path: '^((?:libs|apps)/[^/]+)/' },
    to: { path: '^libs/[^/]+/', pathNot: ['^$1/', '^libs/[^/]+/src/index\\.ts$'] },
  },
  {
    name: 'domain-is-pure',
    comment:
      'The domain does no input and no output, and reads no clock: the modules of Node stay out of it. (Tests may read a file.)',
    severity: 'error',
    from: { path: '^libs/domain/', pathNot: TESTS },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'domain-packages',
    comment:
      'Of what npm has, the domain uses a Markdown parser, YAML for front matter, zod for its shape, and Luxon for the calendar (docs/adr/0003). Another one is a decision.',
    severity: 'error',
    from: { path: '^libs/domain/', pathNot: TESTS },
    to: {
      path: 'node_modules/',
      pathNot:
        'node_modules/(@types/)?(unified|remark-[a-z]+|mdast[a-z-]*|micromark[a-z-]*|unist[a-z-]*|luxon|yaml|zod)/',
    },
  },
  {
    name: 'api-decides-nothing',
    comment:
      'The API may name the types of the domain, and publish its lists of values as enums; a rule it calls by itself would not be called by a job or a command.',
    severity: 'error',
    from: { path: '^apps/api/', pathNot: [TESTS, '^apps/api/src/graphql/enums\\.ts$'] },
    to: { path: '^libs/domain/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'api-reads-through-use-cases',
    comment:
      'Resolvers have no door to the database: wiring opens it, batch loaders (x-by-y.ts) and the request context pass it on.',
    severity: 'error',
    from: { path: '^apps/api/.*\\.(resolver|types)\\.ts$' },
    to: { path: '^libs/persistence/' },
  },
  {
    name: 'one-queue',
    comment:
      'A job is enqueued by its name in the catalogue; BullMQ is known to libs/jobs alone, and so is its backend.',
    severity: 'error',
    from: { path: '^(libs|apps)/', pathNot: ['^libs/jobs/', TESTS] },
    to: { path: 'node_modules/bullmq/' },
  },
  {
    name: 'one-way-out',
    comment:
      "What leaves for a host that somebody typed in goes through the egress client of libs/notifications, which refuses private addresses. The worker's figures are a server, which nothing leaves by itself.",
    severity: 'error',
    from: {
      path: '^(libs|apps/worker)/',
      pathNot: ['^libs/(notifications|embedded)/', '^apps/worker/src/figures-server\\.ts$', TESTS],
    },
    to: {
      path: '^(node:)?(http|https|http2|undici)$|node_modules/(undici|axios|got|node-fetch|nodemailer)/',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'no-cycle',
    comment:
      'Two files that need each other are one idea in two places. Entities that name each other do so in types alone, which no program loads.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphan',
    comment: 'A file that nobody imports and that imports nobody is left over, or its registration was forgotten.',
    severity: 'error',
    from: {
      orphan: true,
      // The last one is run first by a process that the bench starts, by its address.
      pathNot: [
        '\\.d\\.ts$',
        '\\.(test|config)\\.[jt]s$',
        '^test/(support/global-teardown|lint/)',
        '^test/bench/delivery/tell-memory',
      ],
    },
    to: {},
  },
  {
    name: 'no-test-in-the-product',
    comment: 'What runs for a customer does not depend on factories, fixtures or anything below test/.',
    severity: 'error',
    from: { path: '^(libs|apps)/', pathNot: TESTS },
    to: { path: [TESTS, '^test/'] },
  },
  {
    name: 'no-dev-dependency-in-the-product',
    comment:
      '`npm ci --omit=dev` must leave everything that the server needs. (The admin and dist/run are built before.)',
    severity: 'error',
    from: { path: '^(libs|apps/(api|worker|cli))/', pathNot: [TESTS, '^apps/cli/bundle\\.js$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'no-unresolved',
    comment: 'An import that leads nowhere fails when the program starts, not when it is written.',
    severity: 'error',
    from: { pathNot: '^apps/admin/.*\\.css$' },
    to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|\\.(css|svg)$|^test/lint/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    cache: false,
  },
};
