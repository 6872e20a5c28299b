/**
 * Asks what something is to be called.
 *
 * @param name the one to begin from
 * @returns the name; undefined when the person thinks better of it or leaves it empty
 */
export async function askName(title: string, name: string, longest = 50): Promise<string | undefined> {
  const { confirm, content = '' } = await wx.showModal({
    title,
    editable: true,
    content: name,
    placeholderText: `${longest} 字以内`,
    confirmText: '确定',
    cancelText: '再想想',
  });
  const given = content.trim().slice(0, longest);
  return confirm && given ? given : undefined;
}
