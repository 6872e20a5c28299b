import { BoundedMap, Ring } from '../../desk/wire/state/ring';

it('a ring keeps the newest entries in order', () => {
  const ring = new Ring<number>(3);
  for (let i = 1; i <= 10; i += 1) ring.add(i);
  expect(ring.all()).toEqual([8, 9, 10]);
});

it('a bounded map forgets the oldest keys', () => {
  const map = new BoundedMap<number>(2);
  for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) map.set(key, value);
  expect([...map]).toEqual([
    ['b', 2],
    ['c', 3],
  ]);
});
