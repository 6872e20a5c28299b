/** What the camera reads from a code; null when the person closed the camera. */
export async function scanText(): Promise<string | null> {
  try {
    const { result } = await wx.scanCode({ scanType: ['qrCode'] });
    return result.trim() || null;
  } catch {
    return null;
  }
}
