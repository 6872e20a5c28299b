import {
  type ApplicationRow,
  application,
  EMPTY_FOUNDING,
  type Founding,
  foundingForm,
  foundingOf,
  foundingProblems,
} from '../../../miniprogram/api/organizer-applications';
import { organization } from '../support/samples';

const row = (more: object = {}) =>
  ({ ...organization(), state: 'PENDING', stateReason: null, ...more }) as unknown as ApplicationRow;
const founding = (more: Partial<Founding> = {}): Founding => ({ ...foundingOf(row()), ...more });

describe('founding an organization', () => {
  test('the parent goes to the line that reviews it', () => {
    expect(foundingForm(founding())).toMatchObject({ territoryParentId: 'u1' });
    const system = foundingForm(founding({ line: 'SYSTEM' }));
    expect(system).toMatchObject({ systemParentId: 'u1' });
    expect(system).not.toHaveProperty('territoryParentId');
  });

  test('a returned application is mended from what was written', () => {
    const own = foundingOf(row());
    expect(foundingProblems(own)).toEqual({});
    expect(foundingForm(own)).toMatchObject({
      name: row().name,
      categories: ['popularization'],
      teamLevel: 'team',
    });
  });

  test.each<[Partial<Founding>, string]>([
    [{ name: '' }, 'name'],
    [{ parentId: '' }, 'parentId'],
    [{ categories: [] }, 'categories'],
    [
      { categories: ['technical', 'livelihood', 'popularization', 'emergency', 'professional'] },
      'categories',
    ],
  ])('%j is told at %s', (changes, field) => {
    expect(Object.keys(foundingProblems(founding(changes)))).toEqual([field]);
  });

  test('an empty form asks for everything the server needs', () => {
    const asked = Object.keys(foundingProblems(EMPTY_FOUNDING)).sort();
    expect(asked).toEqual(['areaCode', 'categories', 'intro', 'name', 'parentId', 'principalName', 'type']);
  });

  test('the trail names who decides, and what they said', () => {
    const waiting = application(row());
    expect(waiting.trail.map(({ done }) => done)).toEqual([true, false, false]);
    expect(waiting.trail[1]?.text).toBe('朝阳区科协审核');
    const returned = application(row({ state: 'RETURNED', stateReason: '请写明街道。' }));
    expect(returned.trail[2]).toEqual({ text: '退回修改：请写明街道。', done: true });
  });
});
