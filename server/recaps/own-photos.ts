import { fullTimeText } from '../platform/chinese-time';
import type { OwnData } from '../platform/own-data';
import { Photo } from './photo.entity';

/** The photos that a person uploaded, for the copy that they may have of their data (R61). */
export function ownPhotos(ownData: OwnData): void {
  ownData.section({
    title: '上传的照片',
    columns: ['文件', '上传时间'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(Photo, {
        where: { uploadedBy: volunteerId },
        order: { id: 'DESC' },
        take,
      });
      return rows.map(({ fileName, createdAt }) => [`/files/${fileName}`, fullTimeText(createdAt)]);
    },
  });
}
