/** Opened alone from Moments: no log-in, no navigation, no tab bar. */
const SINGLE_PAGE = 1154;

export const isSinglePage = (): boolean => wx.getLaunchOptionsSync().scene === SINGLE_PAGE;

/** @param scene what a mini-program code carries, as WeChat hands it to `onLoad`. @returns the id in it */
export const idOfCode = (scene: string): string => decodeURIComponent(scene);
