import recorded from '../recorded/developers.weixin.qq.com/vectors.json';
import pay from '../recorded/pay.weixin.qq.com/vectors.json';

// biome-ignore lint/suspicious/noExplicitAny: each vector has a shape of its own
type Vector = { id: string; input: any; expected: any };

/** @returns the vector from the official samples named `id` */
export function vector(id: string): Vector {
  const all = [...recorded.vectors, ...pay.vectors] as Vector[];
  const found = all.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no vector ${id}`);
  return found;
}
