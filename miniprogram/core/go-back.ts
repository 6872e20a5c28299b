/** Back to where one came from; a page that was opened by itself leads to `otherwise`. */
export function goBack(otherwise: string): void {
  if (getCurrentPages().length > 1) wx.navigateBack();
  else wx.redirectTo({ url: otherwise });
}
