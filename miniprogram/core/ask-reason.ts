/**
 * Asks for the reason that somebody will read.
 *
 * @param placeholder who reads it and what helps them
 * @returns the words; undefined when the person thinks better of it
 */
export async function askReason(
  title: string,
  placeholder: string,
  shortest = 2,
): Promise<string | undefined> {
  const { confirm, content = '' } = await wx.showModal({
    title,
    editable: true,
    placeholderText: placeholder,
    confirmText: '确定',
    cancelText: '再想想',
  });
  const reason = content.trim();
  if (!confirm) return undefined;
  if (reason.length >= shortest) return reason.slice(0, LONGEST);
  wx.showToast({ title: '请写明原因', icon: 'none' });
  return undefined;
}

/** What the server takes. */
const LONGEST = 200;
