/**
 * The directions of the house (docs/decisions/0001-layout.md). Modules form one downward order; each may import
 * what stands to its right in ORDER, and enters it by its index.ts.
 */
const ORDER = [
  'portal',
  'conversation',
  'notices',
  'statistics',
  'close-outs',
  'calendars',
  'recaps',
  'certificates',
  'service-hours',
  'registrations',
  'payments',
  'signups',
  'demands',
  'activities',
  'memberships',
  'organizations',
  'volunteers',
  'reference',
  'wechat',
  'platform',
];
/** Composition: the only files that may reach into a module. */
const COMPOSITION = '^server/(app|entities|product|main|worker)\\.ts$';

const downward = ORDER.map((module, position) => ({
  name: `${module}-looks-down`,
  comment: `server/${module} may import only ${ORDER.slice(position + 1).join(', ') || 'nothing above config'}`,
  severity: 'error',
  from: { path: `^server/${module}/` },
  to: { path: `^server/(?!(?:${ORDER.slice(position).join('|')})/)` },
}));

const frontDoors = ORDER.filter((module) => module !== 'platform').map((module) => ({
  name: `${module}-front-door`,
  comment: `server/${module} is entered by its index.ts`,
  severity: 'error',
  from: { path: '^server/', pathNot: `^server/${module}/|${COMPOSITION}` },
  to: { path: `^server/${module}/(?!index\\.ts$)` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...downward,
    ...frontDoors,
    {
      name: 'own-index',
      comment: 'a module’s own files never import its front door',
      severity: 'error',
      from: { path: '^server/([^/]+)/' },
      to: { path: '^server/$1/index\\.ts$' },
    },
    {
      name: 'rules-know-no-http',
      comment: 'service, entity, rules and events import neither Koa nor platform/http',
      severity: 'error',
      from: { path: '\\.(service|entity|rules|events)\\.ts$' },
      to: { path: '^server/platform/http/|node_modules/(koa|@koa)/' },
    },
    {
      name: 'server-knows-no-front',
      severity: 'error',
      from: { path: '^(server|config|migrations)/' },
      to: { path: '^(desk|console|miniprogram|test|scripts)/' },
    },
    {
      name: 'console-is-a-site',
      comment: 'the console runs in browsers: it shares data (tokens, code tables) with the rest, never code',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(server|config|migrations|desk|miniprogram|test|scripts)/', pathNot: '\\.json$' },
    },
    {
      name: 'desk-wire-is-independent',
      comment: 'what one side signs the other checks on its own',
      severity: 'error',
      from: { path: '^desk/wire/' },
      to: { path: '^(server|config|migrations|test)/' },
    },
    {
      name: 'config-is-the-ground',
      severity: 'error',
      from: { path: '^config/' },
      to: { path: '^(server|desk|migrations|test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(test/phone|desk/phone)/' },
  },
};
