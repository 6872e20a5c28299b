import { download, type Failure } from './http';

/** What this phone has and people choose; each asks for the privacy agreement first. */

export interface ChosenPlace {
  name: string;
  address: string;
  latitude: number;
  longitude: number;
}

/** @returns undefined when nothing was chosen */
export async function choosePlace(): Promise<ChosenPlace | undefined> {
  return chosen(async () => {
    await wx.requirePrivacyAuthorize({});
    const { name, address, latitude, longitude } = await wx.chooseLocation({});
    return { name, address, latitude: Number(latitude), longitude: Number(longitude) };
  });
}

/** @returns paths of pictures on this phone; empty when nothing was chosen */
export async function choosePhotos(count: number): Promise<string[]> {
  const paths = await chosen(async () => {
    await wx.requirePrivacyAuthorize({});
    const { tempFiles } = await wx.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] });
    return tempFiles.map(({ tempFilePath }: { tempFilePath: string }) => tempFilePath);
  });
  return paths ?? [];
}

/** @returns paths of documents that lie in a chat, PDF or pictures; empty when nothing was chosen */
export async function chooseChatFiles(count: number): Promise<string[]> {
  const paths = await chosen(async () => {
    await wx.requirePrivacyAuthorize({});
    const extension = ['pdf', 'jpg', 'jpeg', 'png', 'webp'];
    const { tempFiles } = await wx.chooseMessageFile({ count, type: 'file', extension });
    return tempFiles.map(({ path }: { path: string }) => path);
  });
  return paths ?? [];
}

/** Shows a file of this phone. @param name tells by its ending what it is */
export async function showFile(filePath: string, name: string): Promise<void> {
  if (name.endsWith('.pdf')) await wx.openDocument({ filePath, fileType: 'pdf' });
  else await wx.previewImage({ urls: [filePath] });
}

/** What a calendar keeps; `startsAt` and `endsAt` as the server writes instants. */
interface Appointment {
  title: string;
  startsAt: string;
  endsAt: string;
  place: string;
}

/** Puts it into this phone's calendar and says so; thinking better of it says nothing. @throws Failure */
export async function addToCalendar({ title, startsAt, endsAt, place }: Appointment): Promise<void> {
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  await chosen(async () => {
    await wx.requirePrivacyAuthorize({});
    await wx.addPhoneCalendar({
      title,
      startTime: seconds(startsAt),
      // WeChat's own types: the start is a number, the end a text.
      endTime: String(seconds(endsAt)),
      location: place,
    });
    wx.showToast({ title: '已加入日历', icon: 'success' });
  });
}

/** Puts a picture of the server into the album. @throws Failure */
export async function savePicture(url: string): Promise<void> {
  const filePath = await download(url);
  await permitted(async () => {
    await wx.requirePrivacyAuthorize({});
    await wx.saveImageToPhotosAlbum({ filePath });
  });
}

/** Choosing nothing is an answer, not a failure. */
async function chosen<T>(choose: () => Promise<T>): Promise<T | undefined> {
  try {
    return await choose();
  } catch (refusal) {
    if (/cancel/.test(String((refusal as { errMsg?: string }).errMsg))) return undefined;
    throw NOT_PERMITTED;
  }
}

async function permitted(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    throw NOT_PERMITTED;
  }
}

const NOT_PERMITTED: Failure = {
  code: 'not_permitted',
  status: 0,
  message: '没有得到微信的授权，请在小程序设置里允许后再试。',
};
