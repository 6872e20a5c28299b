const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', ...options });
  return (instant: string): string => formatter.format(new Date(instant));
};

/** 09:41 */
export const clockText = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** 11月25日 */
export const dayText = format({ month: 'long', day: 'numeric' });
/** 11月25日 周三 09:41 */
export const momentText = format({
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
