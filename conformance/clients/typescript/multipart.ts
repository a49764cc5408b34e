import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

/** A multipart form with text fields and one file, made anew for each time that it is sent. */
export interface Form {
  readonly contentType: string;
  /** @param stir called before each piece */
  body(stir: () => void): FormBody;
}

/** The bytes of one attempt to send a form. */
interface FormBody {
  /** Destroy it afterwards: fetch does not when the answer comes before all bytes were sent. */
  readonly bytes: Readable;
  /** The error of reading the file: fetch hides it. */
  trouble(): unknown;
}

/** As browsers do it: quotes and line breaks of a name are escaped, everything else is UTF-8. */
const quoted = (name: string): string =>
  name.replace(/["\r\n]/g, (special) => ({ '"': '%22', '\r': '%0D', '\n': '%0A' })[special] ?? special);

/** @param file called for each time that the form is sent */
export function multipartForm(
  fields: Readonly<Record<string, string>>,
  fileField: string,
  fileName: string,
  file: () => AsyncIterable<Uint8Array>,
): Form {
  const boundary = `part-${randomUUID()}`;
  const head = Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('');
  const fileHead =
    `--${boundary}\r\nContent-Disposition: form-data; name="${fileField}"; filename="${quoted(fileName)}"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(head + fileHead);
    yield* file();
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body(stir) {
      let trouble: unknown;
      async function* bytes(): AsyncGenerator<Uint8Array> {
        try {
          for await (const piece of pieces()) {
            stir();
            yield piece;
          }
        } catch (error) {
          trouble = error;
          throw error;
        }
      }
      return { bytes: Readable.from(bytes()), trouble: () => trouble };
    },
  };
}
