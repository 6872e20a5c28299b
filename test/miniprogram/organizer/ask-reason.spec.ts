import { askReason } from '../../../miniprogram/core/ask-reason';
import { fakeWx } from '../support/fake-wx';

const answering = (confirm: boolean, content: string) =>
  fakeWx({ showModal: jest.fn(async () => ({ confirm, content })) });

describe('asking for a reason', () => {
  test.each([
    [true, ' 请补充联系电话。 ', '请补充联系电话。'],
    [true, '无', undefined],
    [true, '  ', undefined],
    [false, '请补充联系电话。', undefined],
  ])('confirmed %s with “%s”: %s', async (confirm, content, reason) => {
    answering(confirm, content);
    expect(await askReason('退回', '写明原因')).toBe(reason);
  });

  test('too short is said, thinking better of it is not', async () => {
    const wx = answering(true, '无');
    await askReason('退回', '写明原因');
    expect(wx.showToast).toHaveBeenCalledTimes(1);
    const left = answering(false, '');
    await askReason('退回', '写明原因');
    expect(left.showToast).not.toHaveBeenCalled();
  });

  test('no longer than the server takes', async () => {
    answering(true, '字'.repeat(300));
    expect(await askReason('退回', '写明原因')).toHaveLength(200);
  });
});
