import { type FormReader, mistakeInFile, withoutFolders } from '../http/index.js';

const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads forms by the platform's `formData()`; `../msw/README.md` lists its limits.
 * @param mostBytes of a form, as the platform holds all of it in memory
 */
export const formDataReader =
  (mostBytes: number = MOST_BYTES): FormReader =>
  async (body, contentType, take) => {
    const fields: Record<string, string | string[]> = Object.create(null);
    let hasFile = false;
    try {
      for (const [name, value] of await formDataOf(new BoundedBody(body, mostBytes), contentType)) {
        if (typeof value === 'string') add(fields, name, value);
        else if (value.name !== '') {
          const mistake = mistakeInFile(name, hasFile);
          if (mistake) throw mistake;
          hasFile = true;
          await take({ field: name, name: withoutFolders(value.name), fields, bytes: bytesOf(value) });
        }
      }
      return { fields, mistake: undefined };
    } catch (mistake) {
      return { fields, mistake };
    }
  };

/** @throws errors of the body, and Error when it is no form */
async function formDataOf(body: BoundedBody, contentType: string): Promise<FormData> {
  const stream = new ReadableStream(body, { highWaterMark: 0 });
  try {
    return await new Response(stream, { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw body.failure ?? new Error('the form cannot be read', { cause: error });
  } finally {
    await body.cancel();
  }
}

/** Breaks off when it becomes too large. */
class BoundedBody implements UnderlyingDefaultSource<Uint8Array> {
  /** Why the body broke off. */
  failure: unknown;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #most: number;
  #length = 0;

  constructor(body: AsyncIterable<Uint8Array>, most: number) {
    this.#pieces = body[Symbol.asyncIterator]();
    this.#most = most;
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      const { done, value } = await this.#pieces.next();
      if (done) return controller.close();
      this.#length += value.length;
      if (this.#length > this.#most)
        throw new Error(`a form of more than ${this.#most} bytes cannot be held`);
      controller.enqueue(value);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  async cancel(): Promise<void> {
    await this.#pieces.return?.();
  }
}

function add(fields: Record<string, string | string[]>, name: string, value: string): void {
  const known = fields[name];
  fields[name] = known === undefined ? value : [known, value].flat();
}

async function* bytesOf(file: File): AsyncGenerator<Uint8Array> {
  if (file.size > 0) yield new Uint8Array(await file.arrayBuffer());
}
