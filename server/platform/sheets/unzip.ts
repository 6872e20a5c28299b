import type { Readable } from 'node:stream';
import { fromBuffer, type ZipFile } from 'yauzl';
import { SheetRefused } from './sheet-faults';

const MAX_ENTRIES = 2_000;
const MAX_RATIO = 200;
/** Small parts may compress extremely well; a bomb needs size. */
const RATIO_COUNTS_FROM = 64 * 1024 * 1024;

type Entry = Parameters<ZipFile['openReadStream']>[0];

/**
 * A workbook's parts. What they claim to unpack to is added up before anything is unpacked; while unpacking, yauzl
 * ends a part that is larger than it claimed, so the claims are the bound.
 */
export class Unzipped {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** @throws SheetRefused `sheet_damaged` | `sheet_unpacks_too_large` */
  static async open(bytes: Buffer, maxUnpackedBytes: number): Promise<Unzipped> {
    const zip = await new Promise<ZipFile>((resolve, reject) =>
      fromBuffer(bytes, { lazyEntries: true }, (error, file) =>
        error ? reject(new SheetRefused('sheet_damaged')) : resolve(file),
      ),
    );
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        unpacked += entry.uncompressedSize;
        entries.set(entry.fileName.toLowerCase(), entry);
        const bomb = unpacked > RATIO_COUNTS_FROM && unpacked > bytes.length * MAX_RATIO;
        if (bomb || unpacked > maxUnpackedBytes || entries.size > MAX_ENTRIES)
          reject(new SheetRefused('sheet_unpacks_too_large'));
        else zip.readEntry();
      });
      zip.on('end', resolve);
      zip.on('error', () => reject(new SheetRefused('sheet_damaged')));
      zip.readEntry();
    });
    return new Unzipped(zip, entries);
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** @returns null when there is no such part */
  async part(name: string): Promise<Readable | null> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) return null;
    return new Promise((resolve, reject) =>
      this.zip.openReadStream(entry, (error, stream) =>
        error ? reject(new SheetRefused('sheet_damaged')) : resolve(stream),
      ),
    );
  }
}
