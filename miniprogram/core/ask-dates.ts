/**
 * Of a weekly series: asks whether something is done to one date, or to it and the later ones.
 *
 * @param act 取消, 变更, 修改
 * @returns whether the later ones are meant; undefined when the person thinks better of it
 */
export async function askDates(act: string): Promise<boolean | undefined> {
  const itemList = [`只${act}这一次`, `${act}这一次和以后各次`];
  const { tapIndex } = await wx.showActionSheet({ itemList }).catch(() => ({ tapIndex: -1 }));
  return tapIndex < 0 ? undefined : tapIndex === 1;
}
