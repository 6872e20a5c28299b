import type { Phone } from '../phone';

export function placeApis({ host }: Phone) {
  const located = async () => {
    const { latitude, longitude, accuracy } = await host.location();
    const rest = { speed: -1, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: accuracy };
    return { latitude, longitude, accuracy, ...rest };
  };
  return {
    getLocation: located,
    getFuzzyLocation: located,
    chooseLocation: () => host.choosePlace(),
    openLocation: () => undefined,
    scanCode: async () => ({
      result: await host.scan(),
      scanType: 'QR_CODE',
      charSet: 'utf-8',
      path: '',
      rawData: '',
    }),
  };
}
