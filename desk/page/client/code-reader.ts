import jsQR from 'jsqr';

const SIDE = 600;
/** Codes are drawn up to their edge, but a reader needs white around them. */
const MARGIN = 50;
const SMALLEST = 60;

/** @returns the text of the first QR code to be seen in a document */
export function readCode(document: Document): string | undefined {
  for (const picture of document.querySelectorAll<HTMLCanvasElement | HTMLImageElement>('canvas, img')) {
    if (picture.getBoundingClientRect().width < SMALLEST) continue;
    const text = readPicture(picture);
    if (text) return text;
  }
  return undefined;
}

function readPicture(picture: HTMLCanvasElement | HTMLImageElement): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, SIDE, SIDE);
  try {
    const { width, height } = sizeOf(picture);
    const scale = (SIDE - 2 * MARGIN) / Math.max(width, height);
    pen.drawImage(picture, MARGIN, MARGIN, width * scale, height * scale);
    return jsQR(pen.getImageData(0, 0, SIDE, SIDE).data, SIDE, SIDE)?.data;
  } catch {
    // A picture from elsewhere, or one that is still loading, is not to be read.
    return undefined;
  }
}

const sizeOf = (picture: HTMLCanvasElement | HTMLImageElement): { width: number; height: number } =>
  'naturalWidth' in picture
    ? { width: picture.naturalWidth, height: picture.naturalHeight }
    : { width: picture.width, height: picture.height };
