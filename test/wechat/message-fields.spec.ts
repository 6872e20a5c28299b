import { fitBytes, fitField } from '../../server/wechat/message-fields';

it.each([
  ['thing1', '二十个字以内的活动名称不变', '二十个字以内的活动名称不变'],
  ['thing1', '志'.repeat(20), '志'.repeat(20)],
  ['thing1', '志'.repeat(21), `${'志'.repeat(19)}…`],
  ['thing12', '愿'.repeat(30), `${'愿'.repeat(19)}…`],
  ['thing1', `${'志'.repeat(18)}😀😀`, `${'志'.repeat(18)}…`],
  ['thing1', '一行\r\n  二行\t三', '一行 二行 三'],
  ['thing1', '', '无'],
  ['thing1', ' \n ', '无'],
  ['phrase2', '审核未通过', '审核未通过'],
  ['phrase2', '审核没有通过', '审核没有通'],
  ['name3', '买买提·阿不都热合曼·艾力', '买买提·阿不都热合曼'],
  ['number1', '1'.repeat(40), '1'.repeat(32)],
  ['character_string1', 'A'.repeat(33), 'A'.repeat(32)],
  ['phone_number1', '1'.repeat(20), '1'.repeat(17)],
  ['time3', '2026年3月5日 09:00~2026年3月6日 17:00', '2026年3月5日 09:00~2026年3月6日 17:00'],
  ['date3', '2026年3月5日', '2026年3月5日'],
  ['time3', '', ''],
])('%s %j becomes %j', (field, value, fitted) => {
  expect(fitField(field, value)).toBe(fitted);
});

it.each([
  ['你好', 6, '你好'],
  ['你好', 5, '…'],
  ['你好吗', 8, '你…'],
  ['a😀b', 5, 'a…'],
  ['', 3, ''],
])('%j in %i bytes is %j', (text, bytes, fitted) => {
  expect(fitBytes(text, bytes)).toBe(fitted);
  expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(bytes);
});
