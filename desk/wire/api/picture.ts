import QRCode from 'qrcode';

/** @returns a PNG that a scanner really reads, `width` pixels wide */
export function qrPicture(content: string, width = 430): Promise<Buffer> {
  return QRCode.toBuffer(content, { width, margin: 2 });
}
