import 'reflect-metadata';
import type { Fault } from '../../../server/platform/fault';
import { Day, Instant, Int, ListOf, Nested, Text } from '../../../server/platform/http';
import { readInput } from '../../../server/platform/http/input';

class PostForm {
  @Int(1, 10) places!: number;
}

class PlanForm {
  @Text(5) title!: string;
  @Instant() startsAt!: string;
  @Nested(() => PostForm) position!: PostForm;
  @ListOf(() => PostForm, 3) posts!: PostForm[];
}

class ProfileForm {
  @Text(5) title!: string;
}

class StayForm {
  @Day() fromDay!: string;
}

const GOOD = {
  title: '科普',
  startsAt: '2026-01-31T09:00:00Z',
  position: { places: 1 },
  posts: [{ places: 1 }, { places: 2 }],
};

const refusal = (form: new () => object, value: object): Fault => {
  try {
    readInput(form, value, 'body');
  } catch (fault) {
    return fault as Fault;
  }
  throw new Error('was not refused');
};

describe('what is said of a form that is refused', () => {
  it.each<[string, object, string, string]>([
    ['a field', { startsAt: '明天' }, '请修改“开始时间”：时间格式应为', 'startsAt'],
    [
      'a field within another',
      { position: { places: 0 } },
      '请修改“位置的名额”：不能小于 1。',
      'position.places',
    ],
    [
      'a field of an item of a list',
      { posts: [{ places: 1 }, { places: 11 }] },
      '请修改“岗位第 2 项的名额”：不能大于 10。',
      'posts.1.places',
    ],
    ['a field that nobody asked for', { more: 1 }, '请修改“more”：不是可以提交的字段。', 'more'],
  ])('names %s as people call it, and for programs by its path', (_, change, sentence, field) => {
    const { message, detail, code } = refusal(PlanForm, { ...GOOD, ...change });
    expect([code, message]).toEqual(['invalid_input', expect.stringContaining(sentence)]);
    expect(detail?.fields).toEqual([{ field, message: expect.any(String) }]);
  });

  it.each(['2026-02-30', '2027-02-29', '2026-04-31'])('has a code of its own for %s', (fromDay) => {
    const { code, message } = refusal(StayForm, { fromDay });
    expect([code, message]).toEqual(['no_such_day', '请修改“开始日期”：没有这一天，请重新选择日期。']);
    expect(readInput(StayForm, { fromDay: '2028-02-29' }, 'body')).toEqual({ fromDay: '2028-02-29' });
    expect(refusal(StayForm, { fromDay: '2026-2-3' }).code).toBe('invalid_input');
  });

  it('calls a field as its own form does', () => {
    expect(refusal(ProfileForm, { title: '' }).message).toBe('请修改“职称”：请填写。');
    expect(refusal(PlanForm, { ...GOOD, title: '' }).message).toBe('请修改“标题”：请填写。');
  });
});
