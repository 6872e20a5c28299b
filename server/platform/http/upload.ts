import busboy from 'busboy';
import type Koa from 'koa';
import { type Fault, invalid } from '../fault';

export interface UploadLimits {
  maxBytes: number;
  /** Milliseconds for the whole body to arrive. */
  timeoutMs: number;
}

/** How long the rest of a file that is too large may go by before the line is cut. */
const PATIENCE_MS = 20_000;

/**
 * Reads the one file of a multipart body. Its name and declared type are ignored: they are what the sender says.
 *
 * @throws Fault invalid `file_missing` | `body_too_large` | `upload_incomplete` | `unsupported_media_type`
 */
export async function readUpload(ctx: Koa.Context, limits: UploadLimits): Promise<Buffer> {
  if (!ctx.is('multipart/form-data')) {
    throw invalid('unsupported_media_type', '请以 multipart/form-data 上传一个文件。');
  }
  try {
    return await receive(ctx, limits);
  } catch (fault) {
    // The rest of the body is not wanted: close instead of reading it.
    ctx.set('Connection', 'close');
    throw fault;
  }
}

function receive(ctx: Koa.Context, { maxBytes, timeoutMs }: UploadLimits): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const request = ctx.req;
    const parser = multipart(ctx, maxBytes);
    let found = false;

    const settle = (act: () => void) => {
      clearTimeout(timer);
      request.unpipe(parser);
      request.off('close', closed);
      act();
    };
    const refuse = (fault: Fault) =>
      settle(() => {
        request.resume();
        reject(fault);
      });
    /** Lets the rest go by, so that who sends hears why instead of finding the line broken; within bounds. */
    const refuseAtEnd = (fault: Fault) =>
      settle(() => {
        const end = () => {
          clearTimeout(patience);
          reject(fault);
        };
        const patience = setTimeout(end, PATIENCE_MS);
        if (request.readableEnded) return end();
        request.once('end', end).once('close', end).resume();
      });
    const broken = () => refuse(incomplete());
    const closed = () => request.complete || broken();
    const timer = setTimeout(broken, timeoutMs);

    parser.on('file', (_field, stream) => {
      found = true;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => refuseAtEnd(tooLarge(maxBytes)));
      stream.on('error', broken);
    });
    parser.on('error', broken);
    parser.on('close', () =>
      found
        ? settle(() => resolve(Buffer.concat(chunks)))
        : refuse(invalid('file_missing', '没有收到文件，请选择后重新上传。')),
    );
    request.on('close', closed);
    request.pipe(parser);
  });
}

function multipart(ctx: Koa.Context, maxBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: ctx.req.headers,
      limits: { files: 1, fileSize: maxBytes, fields: 5, fieldSize: 1_000, parts: 6, headerPairs: 20 },
    });
  } catch {
    throw incomplete();
  }
}

const incomplete = () => invalid('upload_incomplete', '文件没有完整收到，请检查网络后重新上传。');
const tooLarge = (maxBytes: number) =>
  invalid('body_too_large', `文件太大，请压缩到 ${Math.floor(maxBytes / 1024 / 1024)} MB 以内再上传。`);
