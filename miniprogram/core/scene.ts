/** Opened alone from Moments: no log-in, no navigation, no tab bar. */
const SINGLE_PAGE = 1154;

export const isSinglePage = (): boolean => wx.getLaunchOptionsSync().scene === SINGLE_PAGE;
