import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import tokens from '../../config/design-tokens.json';
import { shanghaiDay } from '../platform/clock';
import type { Certificate } from './certificate.entity';
import { dayInWords } from './certificate.rules';
import { hoursText } from './certificate.view';
import type { CertificateItem } from './certificate-item.entity';

const REGULAR = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf');

/** A4 in points. */
const WIDTH = 595.28;
const HEIGHT = 841.89;
const EDGE = 28;
const LEFT = 72;
const RIGHT = WIDTH - 72;
const ROW = 20;
/** Services on the first page; the others follow on pages of their own. */
const FIRST_ROWS = 8;
const NEXT_ROWS = 30;

const { brand, ink, line } = tokens.color;
const deep = tokens.color['brand-deep'];
const soft = tokens.color['ink-soft'];
const faint = tokens.color['ink-faint'];
const warm = tokens.color['warm-deep'];
const SEAL = '#C9353F';

type Item = Pick<CertificateItem, 'title' | 'day' | 'minutes'>;

/** One certificate with what it lists, in the order to list it, and what its QR code opens. */
export interface Sheet {
  certificate: Certificate;
  items: readonly Item[];
  verifyUrl: string;
}

/**
 * The certificate as an official document: A4, bordered, bilingual title, number, QR code, space for a seal. Fonts are
 * embedded as the subset of letters that occur.
 */
export function certificatePdf(sheet: Sheet): Promise<Buffer> {
  const { number, issuerName, issuedAt } = sheet.certificate;
  const pdf = open(`志愿服务记录证明 ${number}`, issuerName, issuedAt);
  draw(pdf, sheet);
  pdf.end();
  return buffer(pdf);
}

/**
 * Many certificates as one document to print, each as it is by itself; it flows while it is drawn, and between two of
 * them others have their turn.
 *
 * @param at when it is made
 */
export function certificatesPdf(
  title: string,
  issuerName: string,
  at: Date,
  sheets: AsyncIterable<Sheet>,
): Readable {
  const pdf = open(title, issuerName, at);
  const drawAll = async () => {
    for await (const sheet of sheets) {
      // Who asked for it went away.
      if (pdf.destroyed) return;
      draw(pdf, sheet);
      await setImmediate();
    }
    pdf.end();
  };
  drawAll().catch((error) => pdf.destroy(error));
  return pdf;
}

function open(title: string, author: string, at: Date): Pdf {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    info: {
      Title: title,
      Author: author,
      Subject: '科技志愿服务记录证明',
      Creator: '科技志愿服务平台',
      // What one says was true when it was issued, whenever it is drawn.
      CreationDate: at,
      ModDate: at,
    },
  })
    .registerFont('regular', REGULAR)
    .registerFont('bold', BOLD);
}

function draw(pdf: Pdf, { certificate, items, verifyUrl }: Sheet): void {
  firstPage(pdf, certificate, items, verifyUrl);
  for (let start = FIRST_ROWS; start < items.length; start += NEXT_ROWS)
    nextPage(pdf, certificate, items.slice(start, start + NEXT_ROWS));
}

type Pdf = PDFKit.PDFDocument;

const centred = (pdf: Pdf, text: string, y: number, size: number, color: string, options = {}): void => {
  pdf
    .fontSize(size)
    .fillColor(color)
    .text(text, EDGE, y, { width: WIDTH - 2 * EDGE, align: 'center', ...options });
};

function border(pdf: Pdf): void {
  const frame = (inset: number, width: number, color: string) =>
    pdf
      .lineWidth(width)
      .strokeColor(color)
      .rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
      .stroke();
  frame(EDGE, 3, brand);
  frame(EDGE + 7, 0.8, brand);
  // Corners set off from the inner line.
  const [near, far] = [EDGE + 12, 26];
  for (const [x, y, dx, dy] of [
    [near, near, 1, 1],
    [WIDTH - near, near, -1, 1],
    [near, HEIGHT - near, 1, -1],
    [WIDTH - near, HEIGHT - near, -1, -1],
  ] as const) {
    pdf
      .lineWidth(1.6)
      .strokeColor(deep)
      .moveTo(x, y + dy * far)
      .lineTo(x, y)
      .lineTo(x + dx * far, y)
      .stroke();
  }
}

/** An atom, large and pale behind the text, small and strong at the top. */
function atom(pdf: Pdf, x: number, y: number, radius: number, opacity: number): void {
  pdf
    .save()
    .translate(x, y)
    .opacity(opacity)
    .strokeColor(brand)
    .fillColor(brand)
    .lineWidth(radius / 12);
  for (const angle of [0, 60, 120])
    pdf
      .save()
      .rotate(angle)
      .ellipse(0, 0, radius, radius * 0.36)
      .stroke()
      .restore();
  pdf
    .circle(0, 0, radius * 0.14)
    .fill()
    .restore();
}

function firstPage(pdf: Pdf, certificate: Certificate, items: readonly Item[], verifyUrl: string): void {
  pdf.addPage();
  border(pdf);
  atom(pdf, WIDTH / 2, HEIGHT / 2, 190, 0.045);
  atom(pdf, WIDTH / 2, 92, 24, 1);
  pdf.font('bold');
  centred(pdf, '志愿服务记录证明', 130, 30, deep, { characterSpacing: 5 });
  pdf.font('regular');
  centred(pdf, 'CERTIFICATE OF VOLUNTEER SERVICE IN SCIENCE AND TECHNOLOGY', 178, 9.5, soft, {
    characterSpacing: 0.9,
  });
  centred(pdf, `编号 No. ${certificate.number}`, 202, 10.5, soft);
  pdf.lineWidth(0.8).strokeColor(line).moveTo(LEFT, 228).lineTo(RIGHT, 228).stroke();
  statement(pdf, certificate);
  const listed = items.slice(0, FIRST_ROWS);
  table(
    pdf,
    listed,
    440,
    items.length > listed.length ? '服务明细（其余见附页） Service record' : '服务明细 Service record',
  );
  signature(pdf, certificate, verifyUrl);
}

function statement(pdf: Pdf, certificate: Certificate): void {
  const { holderName, holderNumber, holderDocument, fromDay, toDay, issuerName, services, minutes } =
    certificate;
  pdf
    .font('bold')
    .fontSize(20)
    .fillColor(ink)
    .text(holderName, LEFT, 246, { width: RIGHT - LEFT });
  pdf
    .font('regular')
    .fontSize(10)
    .fillColor(soft)
    .text(`科技志愿者编号 ${holderNumber}    证件号码 ${holderDocument}`, LEFT, 278);
  pdf
    .fontSize(12.5)
    .fillColor(ink)
    .text(
      `自 ${dayInWords(fromDay)} 至 ${dayInWords(toDay)}，参加${issuerName}组织的科技志愿服务 ${services} 次，服务时长共计：`,
      LEFT,
      306,
      { width: RIGHT - LEFT, lineGap: 5 },
    );
  const y = 352;
  pdf.font('bold').fontSize(34).fillColor(warm).text(hoursText(minutes), LEFT, y, { lineBreak: false });
  const after = LEFT + pdf.widthOfString(hoursText(minutes)) + 8;
  pdf
    .font('regular')
    .fontSize(13)
    .fillColor(ink)
    .text('小时', after, y + 20, { lineBreak: false });
  pdf
    .fontSize(10.5)
    .fillColor(soft)
    .text('以上时长均已审核并经公示无异议，特此证明。', LEFT, 404, { lineBreak: false });
  pdf
    .fontSize(8.5)
    .fillColor(faint)
    .text(
      `This is to certify that the holder has served ${hoursText(minutes)} hours as a volunteer from ${fromDay} to ${toDay}.`,
      LEFT,
      421,
      { lineBreak: false },
    );
}

function table(pdf: Pdf, items: readonly Item[], top: number, title: string): void {
  pdf.font('bold').fontSize(10.5).fillColor(deep).text(title, LEFT, top, { lineBreak: false });
  let y = top + 20;
  const row = (day: string, what: string, hours: string, color: string) => {
    pdf.font('regular').fontSize(9.5).fillColor(color);
    pdf.text(day, LEFT + 6, y + 4, { lineBreak: false });
    pdf.text(fitting(pdf, what, 300), LEFT + 90, y + 4, { lineBreak: false });
    pdf.text(hours, RIGHT - 86, y + 4, { width: 80, align: 'right', lineBreak: false });
    y += ROW;
    pdf.lineWidth(0.5).strokeColor(line).moveTo(LEFT, y).lineTo(RIGHT, y).stroke();
  };
  pdf.rect(LEFT, y, RIGHT - LEFT, ROW).fill(tokens.color['brand-tint']);
  row('日期', '服务活动', '时长（小时）', soft);
  for (const { day, title: what, minutes } of items) row(day, what, hoursText(minutes), ink);
}

/** @returns the text, shortened to a width in points in the current font */
function fitting(pdf: Pdf, text: string, width: number): string {
  if (pdf.widthOfString(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && pdf.widthOfString(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('')}…`;
}

/** As squares, not as a picture: sharp on paper, and small where there are many. */
function qrCode(pdf: Pdf, text: string, x: number, y: number, width: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = width / modules.size;
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) pdf.rect(x + column * side, y + row * side, side, side);
  pdf.fill('black');
}

function signature(pdf: Pdf, certificate: Certificate, verifyUrl: string): void {
  const top = 652;
  qrCode(pdf, verifyUrl, LEFT, top, 88);
  pdf
    .font('regular')
    .fontSize(8.5)
    .fillColor(soft)
    .text('扫码验证真伪 Scan to verify', LEFT - 10, top + 94, { width: 108, align: 'center' });
  const seal = { x: RIGHT - 74, y: top + 46, radius: 50 };
  pdf.save().lineWidth(1).strokeColor(SEAL).opacity(0.45).dash(3, { space: 3 });
  pdf.circle(seal.x, seal.y, seal.radius).stroke().undash().restore();
  pdf
    .fontSize(8.5)
    .fillColor(faint)
    .text('签发组织盖章处', seal.x - 50, seal.y - 12, { width: 100, align: 'center' });
  pdf.fontSize(7.5).text('Seal', seal.x - 50, seal.y + 2, { width: 100, align: 'center' });
  const right = seal.x - seal.radius - 16;
  const left = LEFT + 112;
  const width = right - left;
  pdf
    .fontSize(9)
    .fillColor(faint)
    .text('签发组织 Issued by', left, top + 12, { width, align: 'right' });
  pdf
    .font('bold')
    .fontSize(11.5)
    .fillColor(ink)
    .text(certificate.issuerName, left, top + 26, { width, align: 'right' });
  pdf
    .font('regular')
    .fontSize(10.5)
    .fillColor(ink)
    .text(`签发日期 ${dayInWords(shanghaiDay(certificate.issuedAt))}`, left, top + 66, {
      width,
      align: 'right',
    });
  centred(
    pdf,
    '本证明免费出具。可扫描二维码或在“证书验证”中输入编号查验，查验结果与本证明不一致时，以查验结果为准。',
    778,
    8,
    faint,
  );
}

function nextPage(pdf: Pdf, certificate: Certificate, items: readonly Item[]): void {
  pdf.addPage();
  border(pdf);
  pdf.font('regular');
  centred(pdf, `志愿服务记录证明 附页 · 编号 ${certificate.number}`, 62, 10, soft);
  table(pdf, items, 96, '服务明细（续） Service record, continued');
}
