import type { Phone } from '../phone';

const SDK_VERSION = '3.8.0';
const STATUS_BAR = 44;
const HOME_INDICATOR = 34;
const APP_ID = 'wx0000000000000000';

/** What the mini-program may know of the phone: an iPhone-sized one whose screen is the window it stands in. */
export function syncApis(phone: Phone, known: (name: string) => boolean) {
  const windowInfo = () => {
    const { clientWidth, clientHeight } = phone.screen.element;
    const width = clientWidth || 375;
    const height = clientHeight || 812;
    const page = phone.pages.top?.area.clientHeight || height - STATUS_BAR * 2;
    const safe = { left: 0, right: width, top: STATUS_BAR, bottom: height - HOME_INDICATOR };
    return {
      pixelRatio: globalThis.devicePixelRatio || 1,
      screenWidth: width,
      screenHeight: height,
      windowWidth: width,
      windowHeight: page,
      statusBarHeight: STATUS_BAR,
      screenTop: STATUS_BAR * 2,
      safeArea: { ...safe, width, height: safe.bottom - safe.top },
    };
  };
  const deviceInfo = () => ({
    brand: 'desk',
    model: '浏览器里的手机',
    system: 'iOS 17.0',
    platform: 'devtools',
    memorySize: 4096,
  });
  const baseInfo = () => ({
    SDKVersion: SDK_VERSION,
    version: '8.0.50',
    language: 'zh_CN',
    theme: 'light',
    enableDebug: false,
    fontSizeSetting: 16,
  });
  const systemInfo = () => ({ ...windowInfo(), ...deviceInfo(), ...baseInfo() });
  return {
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: baseInfo,
    getSystemInfoSync: systemInfo,
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: true,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    }),
    getAppAuthorizeSetting: () => ({
      albumAuthorized: 'authorized',
      cameraAuthorized: 'authorized',
      locationAuthorized: 'authorized',
    }),
    getMenuButtonBoundingClientRect: () => phone.screen.capsule,
    getAccountInfoSync: () => ({ miniProgram: { appId: APP_ID, envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: () => phone.launch,
    getEnterOptionsSync: () => phone.launch,
    getExtConfigSync: () => ({}),
    canIUse: (schema: string) => known(schema.split('.')[0] ?? ''),
    nextTick: (run: () => void) => {
      setTimeout(run);
    },
    reportEvent: () => undefined,
    getLogManager: () => ({ log() {}, info() {}, warn() {}, debug() {} }),
    getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {}, addFilterMsg() {} }),
  };
}

export function asyncApis(phone: Phone) {
  let clipboard = '';
  return {
    getSystemInfo: () => phone.wx.getSystemInfoSync(),
    getNetworkType: () => ({ networkType: 'wifi' }),
    setClipboardData: ({ data }: { data: string }) => {
      clipboard = data;
      phone.overlays.toast({ title: '内容已复制', icon: 'none', duration: 1500 });
    },
    getClipboardData: () => ({ data: clipboard }),
    makePhoneCall: () => undefined,
    addPhoneCalendar: () => undefined,
    vibrateShort: () => undefined,
    vibrateLong: () => undefined,
    setKeepScreenOn: () => undefined,
    hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
    loadFontFace: () => ({ status: 'loaded' }),
  };
}
