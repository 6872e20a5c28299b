import fc from 'fast-check';
import { Organization } from '../../server/organizations';
import { placeBelow } from '../../server/organizations/organization.rules';
import { OrganizationTree } from '../../server/organizations/organization-tree';
import { RightsService } from '../../server/organizations/rights.service';
import { insertRows } from '../../server/platform/database';
import { Fault } from '../../server/platform/fault';
import { newId } from '../../server/platform/ids';
import { createWorld, type World } from '../support/world';

/** A node as generated: its parent is one of the nodes before it, on each axis its own. */
interface Grown {
  unit: boolean;
  line: 'TERRITORY' | 'SYSTEM';
  territory: number;
  system: number;
}

const grown: fc.Arbitrary<Grown> = fc.record({
  // Organizations below organizations are what a move takes along.
  unit: fc.nat(3).map((dice) => dice === 0),
  line: fc.constantFrom('TERRITORY', 'SYSTEM'),
  territory: fc.nat(),
  system: fc.nat(),
});

interface Node extends Pick<Organization, 'id' | 'kind' | 'line' | 'territoryPath' | 'systemPath'> {
  territoryParent: Node | null;
  systemParent: Node | null;
}

/** Units hang below units, with one parent on both axes; organizations below anything, on each axis apart. */
function grow(plan: Grown[]): Node[] {
  const nodes: Node[] = [];
  const place = (
    id: string,
    kind: Node['kind'],
    line: Node['line'],
    territoryParent: Node | null,
    systemParent: Node | null,
  ) => {
    const lineage = (from: Node | null, axis: 'territoryParent' | 'systemParent'): Node[] =>
      from ? [...lineage(from[axis], axis), from] : [];
    nodes.push({
      id,
      kind,
      line,
      territoryParent,
      systemParent,
      territoryPath: placeBelow(id, lineage(territoryParent, 'territoryParent')),
      systemPath: placeBelow(id, lineage(systemParent, 'systemParent')),
    });
  };
  place(newId(), 'CAST_UNIT', 'TERRITORY', null, null);
  for (const { unit, line, territory, system } of plan) {
    const candidates = unit ? nodes.filter(({ kind }) => kind === 'CAST_UNIT') : nodes;
    const above = candidates[territory % candidates.length]!;
    if (unit) place(newId(), 'CAST_UNIT', 'TERRITORY', above, above);
    else place(newId(), 'ORGANIZATION', line, above, candidates[system % candidates.length]!);
  }
  return nodes;
}

/** A wish to hang a node under another on one axis. */
interface Move {
  line: 'TERRITORY' | 'SYSTEM';
  node: number;
  parent: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  line: fc.constantFrom('TERRITORY', 'SYSTEM'),
  node: fc.nat(),
  parent: fc.nat(),
});

const parentOn = (line: Move['line']) => (line === 'TERRITORY' ? 'territoryParent' : 'systemParent');

/** By walking up: the node itself or something below it. */
function isInside(node: Node | null, top: Node, line: Move['line']): boolean {
  return node !== null && (node === top || isInside(node[parentOn(line)], top, line));
}

/** The definition, by walking up: on the line of review, one of the units stands somewhere above. */
function isBelow(node: Node, units: ReadonlySet<Node>): boolean {
  const axis = parentOn(node.line);
  for (let above = node[axis]; above; above = above[axis]) if (units.has(above)) return true;
  return false;
}

const rowOf = (node: Node): Partial<Organization> => ({
  id: node.id,
  kind: node.kind,
  line: node.line,
  number: node.id.slice(-16),
  name: node.id,
  nameKey: node.id,
  type: '13',
  teamLevel: null,
  unitLevel: null,
  areaCode: '110105',
  territoryParentId: node.territoryParent?.id ?? null,
  systemParentId: node.systemParent?.id ?? null,
  territoryPath: node.territoryPath,
  systemPath: node.systemPath,
  state: 'ACTIVE',
  stateReason: null,
  principalName: '',
  intro: '',
  categories: [],
  joinMode: 'REVIEW',
  legacyNumber: null,
  linkState: 'NOT_NEEDED',
  mergedIntoId: null,
  memberCount: 0,
  activityCount: 0,
  applicantId: null,
  createdAt: new Date(),
});

describe('scope', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  const tree = new OrganizationTree();

  /** Moves in the database and, when it was not refused, in the model. */
  async function tryMove(nodes: Node[], { line, ...wish }: Move): Promise<void> {
    const movable = nodes.filter(({ kind }) => kind === 'ORGANIZATION');
    if (movable.length === 0) return;
    const node = movable[wish.node % movable.length]!;
    const parent = nodes[wish.parent % nodes.length]!;
    try {
      await world.database.transaction((tx) => tree.move(tx, node.id, line, parent.id));
    } catch (fault) {
      expect(fault).toBeInstanceOf(Fault);
      const { code } = fault as Fault;
      if (code !== 'too_deep')
        expect([code, isInside(parent, node, line)]).toEqual(['organization_cycle', true]);
      return;
    }
    expect(isInside(parent, node, line)).toBe(false);
    node[parentOn(line)] = parent;
  }

  it('is exactly the subtree of an officer’s units on each line, and nothing beside it', async () => {
    const rights = new RightsService(undefined as never);
    // Shallow enough for the depth limit when they grow; wide enough for siblings, cousins and mixed lines.
    const forest = fc.record({
      plan: fc.array(grown, { minLength: 3, maxLength: 6 }),
      chosen: fc.array(fc.nat(), { maxLength: 3 }),
      moves: fc.array(move, { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(forest, async ({ plan, chosen, moves }) => {
        const nodes = grow(plan);
        const units = nodes.filter(({ kind }) => kind === 'CAST_UNIT');
        const mine = new Set(chosen.map((index) => units[index % units.length]!));
        await insertRows(world.database.manager, Organization, nodes.map(rowOf));
        for (const wish of moves) await tryMove(nodes, wish);

        for (const actor of [mine, ...units.map((unit) => new Set([unit]))]) {
          const { where, parameters } = rights.inScope('organization', [
            ...actor,
          ] as unknown as Organization[]);
          const seen = await world.database.manager
            .createQueryBuilder(Organization, 'organization')
            .where(where, parameters)
            .getMany();
          const expected = nodes.filter((node) => isBelow(node, actor));
          expect(seen.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});
