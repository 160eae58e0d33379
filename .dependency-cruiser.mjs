// The walls of the house. Each comment is the sentence a person reads when he has walked through one.
const entrances = '^src/(zhouzhi\\.js|build-tables\\.ts|web/[^/]+/main\\.tsx|.*[-.]worker\\.ts)$';
const rooms = 'gateway|extract|detect|decide|enforce|quiz|digest|timetable|paper|console|store';
/** @param {string} names */
const core = (names) => `^(node:)?(${names})(/|$)`;
/** @param {string} names */
const library = (names) => `node_modules/(@types/)?(${names})/`;

/** @type {readonly import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-circles',
    comment: 'No file imports itself by a roundabout way: move what both need into a third.',
    from: {},
    // A circle of types alone is gone before anything runs.
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'model-imports-nothing',
    comment: 'The model imports nothing but itself: it is what everybody else speaks.',
    from: { path: '^src/model/' },
    to: { pathNot: '^src/model/' },
  },
  {
    name: 'lib-knows-no-room',
    comment: 'The tools of lib import libraries only: they could be published, so they know no word of this house.',
    from: { path: '^src/lib/' },
    to: { path: '^src/', pathNot: '^src/lib/' },
  },
  {
    name: 'rooms-know-no-neighbour',
    comment: 'A room imports the model, lib and itself: what it needs of a neighbour, main hands in.',
    from: { path: `^src/(${rooms})/` },
    to: { path: '^src/', pathNot: '^src/(model|lib|$1)/' },
  },
  {
    name: 'learning-asks-quiz',
    comment: 'Learning imports the model, lib, itself and quiz, whose figures it fills from the store.',
    from: { path: '^src/learning/' },
    to: { path: '^src/', pathNot: '^src/(model|lib|learning|quiz)/' },
  },
  {
    name: 'rounds-ask-quiz',
    comment: 'Rounds imports the model, lib, itself and quiz, whose choices it carries out.',
    from: { path: '^src/rounds/' },
    to: { path: '^src/', pathNot: '^src/(model|lib|rounds|quiz)/' },
  },
  {
    name: 'doors-know-no-other-door',
    comment: 'A gateway imports no other gateway: the words of a platform stop in its own folder.',
    from: { path: '^src/gateway/([^/]+)/' },
    to: { path: '^src/gateway/[^/]+/', pathNot: '^src/gateway/$1/' },
  },
  {
    name: 'pipeline-walks-through-rooms',
    comment:
      'The pipeline imports the model, lib and the rooms a post walks through: doors and store come in as ports.',
    from: { path: '^src/pipeline/' },
    to: { path: '^src/', pathNot: '^src/(pipeline|model|lib|extract|detect|decide|enforce|quiz|digest)/' },
  },
  {
    name: 'pure-rooms-touch-nothing',
    comment:
      'The pure rooms (model, detect, decide, quiz, digest) touch no disk, network, process or clock: hand it in.',
    from: { path: '^src/(model|detect|decide|quiz|digest)/' },
    to: { dependencyTypes: ['core'], pathNot: core('assert|buffer|crypto|path|querystring|string_decoder|url|util') },
  },
  {
    name: 'only-store-knows-sql',
    comment: 'Only the store knows SQL; the sandbox, which plays a platform, keeps a file of its own.',
    from: { path: '^src/', pathNot: '^src/(store|gateway/sandbox)/' },
    to: { path: [library('better-sqlite3|pg|kysely'), core('sqlite')] },
  },
  {
    name: 'only-doors-reach-out',
    comment: 'Only a gateway calls the outside, and only http.ts listens.',
    // config.ts asks node:net what an address is.
    from: { path: '^src/', pathNot: '^src/(gateway/|http\\.ts|config\\.ts)' },
    to: {
      path: [library('axios'), core('http|https|http2|net|tls|dgram|dns')],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'only-extract-starts-processes',
    comment:
      'Only the launcher, extract, which reads hostile files in a child, WeCom’s archive, whose library is not ours, and training start a process.',
    from: { path: '^src/', pathNot: '^src/(zhouzhi\\.js|extract/|gateway/wecom/archive/|assembly/own-model\\.ts)' },
    to: { path: core('child_process|cluster') },
  },
  {
    name: 'only-doors-speak-http',
    comment: 'Of the rooms only the gateway and the console know that requests are HTTP.',
    from: { path: '^src/[^/]+/', pathNot: '^src/(gateway|console)/' },
    to: { path: library('express|busboy|helmet') },
  },
  {
    name: 'pages-keep-to-themselves',
    comment: 'A page imports its own folder, web/kit and the model: another page would be loaded with it.',
    from: { path: '^src/web/([^/]+)/' },
    to: { path: '^src/', pathNot: '^src/(model|web/kit|web/$1)/' },
  },
  {
    name: 'pages-take-types-only',
    comment: 'A page takes only types from the model (import type): the server is not shipped to the browser.',
    from: { path: '^src/web/' },
    to: { path: '^src/model/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'pages-run-in-a-browser',
    comment: 'A page runs in a browser: it imports nothing of Node.',
    from: { path: '^src/web/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'only-pages-know-react',
    comment: 'Only pages know React: the server sends data.',
    from: { path: '^src/', pathNot: '^src/web/' },
    to: { path: library('react|react-dom|tdesign-react') },
  },
  {
    name: 'source-needs-no-test',
    comment: 'The source imports no test.',
    from: { path: '^src/' },
    to: { path: '^test/' },
  },
  {
    name: 'source-needs-no-tool',
    comment:
      'The source imports no development tool, except to build pages and tables and to be compared with: the image does not carry it.',
    from: { path: '^src/', pathNot: '^src/(build-(pages|tables)|cli/bench-match)\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'tests-lean-on-no-test',
    comment: 'Tests share through support, contract and simulator: none leans on the test of another room.',
    from: { path: '^test/([^/]+)/' },
    to: { path: '^test/', pathNot: '^test/(support|contract|simulator|$1)/' },
  },
  {
    name: 'imports-are-there',
    comment: 'What is imported is there.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'libraries-are-declared',
    comment: 'A library that is imported stands in package.json.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-dead-wood',
    comment: 'Every source file can be reached from the launcher, a page or a worker: this one is likely dead wood.',
    from: { path: entrances },
    to: { path: '^src/', pathNot: [entrances, '\\.(d\\.ts|json|css|html|sql)$'], reachable: false },
  },
];

/** @satisfies {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: /** @type {const} */ ('error') })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
