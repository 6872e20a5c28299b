import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import tokens from '../../config/design-tokens.json';
import { wrapLines } from './poster.text';

/** What a poster says: one picture, one number, one sentence, and the code with a plain word about what it opens. */
export interface PosterContent {
  /** JPEG or PNG; a drawing in the colour of the house without one */
  picture: Buffer | null;
  from: string;
  title: string;
  sentence: string;
  number: { value: string; unit: string; label: string } | null;
  /** PNG or JPEG */
  code: Buffer;
  codeWord: string;
}

export const POSTER = { width: 1080, height: 1440 };

const MARGIN = 72;
const PICTURE_HEIGHT = 690;
const TEXT_WIDTH = POSTER.width - 2 * MARGIN;
const CODE_SIDE = 236;
const FOOT_TOP = 1104;
const FAMILY = 'Noto Sans SC';
const { color } = tokens;

let fontsReady = false;

/** The font comes with the product: a server has none for Chinese. */
function readyFonts(): void {
  if (fontsReady) return;
  const folder = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  for (const weight of ['400Regular', '700Bold'])
    GlobalFonts.registerFromPath(join(folder, weight, `NotoSansSC_${weight}.ttf`), FAMILY);
  fontsReady = true;
}

/** @returns PNG of 1080 × 1440 */
export async function drawPoster(content: PosterContent): Promise<Buffer> {
  readyFonts();
  const canvas = createCanvas(POSTER.width, POSTER.height);
  const pen = canvas.getContext('2d');
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = color.surface;
  pen.fillRect(0, 0, POSTER.width, POSTER.height);
  await drawPicture(pen, content.picture);
  drawWords(pen, content);
  await drawFoot(pen, content);
  return canvas.encode('png');
}

async function drawPicture(pen: SKRSContext2D, picture: Buffer | null): Promise<void> {
  if (picture) {
    const size = { width: POSTER.width, height: PICTURE_HEIGHT };
    const cropped = await sharp(picture)
      .resize({ ...size, fit: 'cover', position: 'attention' })
      .jpeg({ quality: 90 })
      .toBuffer();
    pen.drawImage(await loadImage(cropped), 0, 0);
    return;
  }
  const shade = pen.createLinearGradient(0, 0, POSTER.width, PICTURE_HEIGHT);
  shade.addColorStop(0, color['brand-deep']);
  shade.addColorStop(1, color.brand);
  pen.fillStyle = shade;
  pen.fillRect(0, 0, POSTER.width, PICTURE_HEIGHT);
  drawAtom(pen, POSTER.width / 2, PICTURE_HEIGHT / 2, 210);
}

function drawAtom(pen: SKRSContext2D, x: number, y: number, radius: number): void {
  pen.strokeStyle = '#fff';
  pen.fillStyle = '#fff';
  pen.lineWidth = 14;
  for (const turn of [0, Math.PI / 3, (2 * Math.PI) / 3]) {
    pen.beginPath();
    pen.ellipse(x, y, radius, radius * 0.37, turn, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.beginPath();
  pen.arc(x, y, 34, 0, 2 * Math.PI);
  pen.fill();
}

function drawWords(pen: SKRSContext2D, { from, title, sentence }: PosterContent): void {
  const block = (
    text: string,
    size: number,
    weight: number,
    most: number,
    ink: string,
    top: number,
  ): number => {
    pen.font = `${weight} ${size}px "${FAMILY}"`;
    pen.fillStyle = ink;
    const lines = wrapLines(text, { width: TEXT_WIDTH, most }, (piece) => pen.measureText(piece).width);
    const height = Math.round(size * 1.36);
    lines.forEach((line, index) => {
      pen.fillText(line, MARGIN, top + size + index * height);
    });
    return top + lines.length * height;
  };
  pen.fillStyle = color.warm;
  pen.fillRect(MARGIN, PICTURE_HEIGHT + 56, 56, 8);
  const below = block(from, 30, 400, 1, color['ink-soft'], PICTURE_HEIGHT + 84);
  const under = block(title, 60, 700, 2, color.ink, below + 14);
  block(sentence, 34, 400, 2, color['ink-soft'], under + 14);
}

async function drawFoot(pen: SKRSContext2D, { number, code, codeWord }: PosterContent): Promise<void> {
  pen.fillStyle = color.line;
  pen.fillRect(MARGIN, FOOT_TOP, TEXT_WIDTH, 2);
  if (number) {
    pen.fillStyle = color['warm-deep'];
    pen.font = `700 132px "${FAMILY}"`;
    pen.fillText(number.value, MARGIN - 6, FOOT_TOP + 164);
    const { width } = pen.measureText(number.value);
    pen.font = `400 34px "${FAMILY}"`;
    pen.fillText(number.unit, MARGIN + width + 6, FOOT_TOP + 164);
    pen.fillStyle = color['ink-soft'];
    pen.fillText(number.label, MARGIN, FOOT_TOP + 224);
  }
  pen.font = `400 26px "${FAMILY}"`;
  pen.fillStyle = color['ink-faint'];
  pen.fillText('科技志愿服务平台', MARGIN, POSTER.height - 48);
  const left = POSTER.width - MARGIN - CODE_SIDE;
  pen.drawImage(await loadImage(code), left, FOOT_TOP + 20, CODE_SIDE, CODE_SIDE);
  pen.textAlign = 'right';
  pen.fillText(codeWord, POSTER.width - MARGIN, POSTER.height - 48);
  pen.textAlign = 'left';
}
