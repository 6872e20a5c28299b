import { uploadPhoto } from '../../../miniprogram/api/organizer-recaps';
import { configureHttp } from '../../../miniprogram/core/http';
import {
  addToCalendar,
  chooseChatFiles,
  choosePhotos,
  choosePlace,
  showFile,
} from '../../../miniprogram/core/phone-media';
import { fakeWx } from '../support/fake-wx';

const agreed = jest.fn(async () => undefined);
const refusing = (errMsg: string) => jest.fn(() => Promise.reject({ errMsg }));

describe('what people choose on their phone', () => {
  test('photos come after the privacy agreement', async () => {
    const order: string[] = [];
    fakeWx({
      requirePrivacyAuthorize: async () => void order.push('agreement'),
      chooseMedia: async () => {
        order.push('photos');
        return { tempFiles: [{ tempFilePath: 'tmp/1.jpg' }] };
      },
    });
    expect(await choosePhotos(9)).toEqual(['tmp/1.jpg']);
    expect(order).toEqual(['agreement', 'photos']);
  });

  test('choosing nothing is no failure', async () => {
    fakeWx({
      requirePrivacyAuthorize: agreed,
      chooseMedia: refusing('chooseMedia:fail cancel'),
      chooseLocation: refusing('chooseLocation:fail cancel'),
    });
    expect(await choosePhotos(9)).toEqual([]);
    expect(await choosePlace()).toBeUndefined();
  });

  test('a PDF comes out of a chat, and is opened as one', async () => {
    const chooseMessageFile = jest.fn(async () => ({ tempFiles: [{ path: 'tmp/sheet.pdf' }] }));
    const [openDocument, previewImage] = [jest.fn(), jest.fn()];
    fakeWx({ requirePrivacyAuthorize: agreed, chooseMessageFile, openDocument, previewImage });
    expect(await chooseChatFiles(2)).toEqual(['tmp/sheet.pdf']);
    expect(chooseMessageFile).toHaveBeenCalledWith(expect.objectContaining({ count: 2, type: 'file' }));
    await showFile('tmp/1', 'f00.pdf');
    expect(openDocument).toHaveBeenCalledWith({ filePath: 'tmp/1', fileType: 'pdf' });
    await showFile('tmp/2', 'f00.jpg');
    expect(previewImage).toHaveBeenCalledWith({ urls: ['tmp/2'] });
  });

  test('a calendar that is refused is told, one that is left alone is not', async () => {
    const appointment = {
      title: '天文夜',
      startsAt: '2026-11-28T01:00:00Z',
      endsAt: '2026-11-28T02:00:00Z',
      place: '望京',
    };
    const { showToast } = fakeWx({
      requirePrivacyAuthorize: agreed,
      addPhoneCalendar: refusing('addPhoneCalendar:fail cancel'),
    });
    await addToCalendar(appointment);
    expect(showToast).not.toHaveBeenCalled();
    fakeWx({
      requirePrivacyAuthorize: agreed,
      addPhoneCalendar: refusing('addPhoneCalendar:fail auth deny'),
    });
    await expect(addToCalendar(appointment)).rejects.toMatchObject({ code: 'not_permitted' });
  });

  test('a refused permission is told with the way out', async () => {
    fakeWx({ requirePrivacyAuthorize: refusing('fail privacy permission is not authorized') });
    await expect(choosePlace()).rejects.toMatchObject({ code: 'not_permitted' });
  });
});

describe('uploading a photo', () => {
  interface Sent {
    url: string;
    filePath: string;
    header: Record<string, string>;
    success(answer: { statusCode: number; data: string }): void;
  }
  const PHOTO = { photoId: 'p1', url: '/files/p1.jpg', width: 4, height: 3 };

  /** A server that answers every file. */
  const server = (answer: (sent: Sent) => { statusCode: number; data: string }) => {
    const sent: Sent[] = [];
    fakeWx({
      uploadFile: (options: Sent) => {
        sent.push(options);
        queueMicrotask(() => options.success(answer(options)));
      },
    });
    return sent;
  };
  let token: string;
  beforeEach(() => {
    token = 'old';
    const renew = async () => {
      token = 'new';
    };
    configureHttp({ baseUrl: 'https://server', session: { token: () => token, renew } });
  });

  test('goes on after the session was renewed, and knows where the photo is', async () => {
    const ended = { code: 'session_expired', message: '登录已过期。' };
    const sent = server(({ header }) =>
      header.authorization === 'Bearer new'
        ? { statusCode: 201, data: JSON.stringify(PHOTO) }
        : { statusCode: 401, data: JSON.stringify(ended) },
    );
    expect(await uploadPhoto('tmp/1.jpg')).toEqual({ ...PHOTO, url: 'https://server/files/p1.jpg' });
    expect(sent.map(({ filePath }) => filePath)).toEqual(['tmp/1.jpg', 'tmp/1.jpg']);
  });

  test('a refusal keeps the words of the server; what a proxy says is not shown', async () => {
    server(() => ({
      statusCode: 400,
      data: JSON.stringify({ code: 'body_too_large', message: '文件太大。' }),
    }));
    await expect(uploadPhoto('tmp/1.jpg')).rejects.toMatchObject({ message: '文件太大。' });
    server(() => ({ statusCode: 502, data: '<html>Bad Gateway</html>' }));
    await expect(uploadPhoto('tmp/1.jpg')).rejects.toMatchObject({ code: 'unreadable' });
  });
});
