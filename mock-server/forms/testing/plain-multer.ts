import { Readable } from 'node:stream';
import multer from 'multer';

/** What was read of a form. */
export interface Read {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: unknown;
  readonly error: string | undefined;
}

export const messageOf = (error: unknown): string | undefined =>
  error === undefined ? undefined : error instanceof Error ? error.message : String(error);

type Middleware = Parameters<ReturnType<multer.Multer['any']>>;
type HandleFile = Parameters<multer.StorageEngine['_handleFile']>;

/** multer alone, with the same limits. */
export function readPlainly(type: string, chunks: readonly Buffer[]): Promise<Read> {
  let file: unknown;
  let files = 0;
  const storage = {
    _handleFile(
      { body: fields }: HandleFile[0],
      { fieldname, originalname, stream }: HandleFile[1],
      done: HandleFile[2],
    ) {
      const before = Object.keys(fields);
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('error', done);
      stream.on('end', () => {
        const bytes = Buffer.concat(pieces).toString('latin1');
        file = { field: fieldname, name: originalname, before, bytes };
        done(null, {});
      });
    },
    _removeFile: (_request: unknown, _file: unknown, done: (error: null) => void) => done(null),
  };
  const limits = {
    ...{ fieldNameSize: 100, fieldSize: 8192, fields: 100, files: 20, parts: 101 },
    ...{ headerPairs: 50, fieldNestingDepth: 0, fieldArrayIndexLimit: 0 },
  };
  const middleware = multer({
    ...{ storage, limits, defParamCharset: 'utf8' },
    fileFilter: (_request, { fieldname }, done) => {
      if (!/^(?:FilePart|t?fff\d{1,4}|name)$/.test(fieldname))
        return done(new Error('Unexpected file field'));
      files += 1;
      return files > 1 ? done(new Error('Too many files')) : done(null, true);
    },
  }).any();
  const request = Object.assign(Readable.from(chunks), {
    headers: { 'content-type': type, 'transfer-encoding': 'chunked' },
    body: {},
  });
  return new Promise((resolve) => {
    middleware(request as unknown as Middleware[0], {} as Middleware[1], (error: unknown) =>
      resolve({ fields: { ...request.body }, file, error: messageOf(error) }),
    );
  });
}
