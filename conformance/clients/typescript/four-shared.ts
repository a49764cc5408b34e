import type { Writable } from 'node:stream';
import { readOptions } from '../../../mock-server/schemas/read-options.js';
import type { OperationName } from '../../../wsdl/contract.js';
import { CALL_OPTIONS, CLIENT_OPTIONS, UPLOAD_OPTIONS } from './client-options.js';
import { type Downloaded, download } from './download.js';
import {
  type Arguments,
  type CallArguments,
  type CallOptions,
  FunctionCaller,
  type Item,
  type Result,
} from './functions.js';
import type { Retry } from './retry.js';
import { Service, type ServiceTarget } from './service.js';
import { nameOf, openSource, type UploadSource } from './source.js';
import { openTarget } from './target.js';
import { resume, upload } from './upload.js';
import { readHandle, type UploadHandle } from './upload-handle.js';
import { either, unlessAborted, type Wire } from './wire.js';

export interface FourSharedOptions extends ServiceTarget {
  /** Gives up everything that is under way, and whatever is begun later. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which a call, part or download is given up in which nothing moves. Default: 60,000. */
  readonly timeout?: number | undefined;
  /**
   * How often a call that changes nothing, or a part, is tried again when the connection fails or a server is not up to it.
   * Default: 3.
   */
  readonly retries?: number | undefined;
  /** Milliseconds before the first further attempt, doubled each time up to `longest`. Default: 250 and 10,000. */
  readonly retryDelay?: Retry['delay'] | undefined;
  /** In place of the global `fetch`, such as one that goes through a proxy. */
  readonly fetch?: typeof fetch | undefined;
}

export interface UploadOptions {
  /** The name that the file is to have. Default: that of the file that is uploaded; blobs and streams have none. */
  readonly name?: string | undefined;
  /** The folder that it is to be in. Default: -1, the root. */
  readonly dirId?: bigint | undefined;
  /** Bytes that the source is to have, to be sure of a stream. */
  readonly size?: bigint | undefined;
  /** Bytes of a part. Default: 4 MiB. */
  readonly partSize?: number | undefined;
  /** Parts that are sent side by side. Default: 2, as the service's own pages do (client). */
  readonly parallel?: number | undefined;
  /** Told how many bytes were taken, before the first part and after each. */
  readonly onProgress?: ((progress: { readonly sent: bigint; readonly size: bigint }) => void) | undefined;
  /** Goes on with an upload that stopped, whose name, folder and part size stay what they were. */
  readonly resume?: UploadHandle | undefined;
  /** Gives the upload up. It can be gone on with. */
  readonly signal?: AbortSignal | undefined;
}

export interface DownloadOptions {
  /** Gives the download up. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A client of the service for one account. All functions of the service are methods: `client.getItems({ dirId: -1n })`. The
 * description is read with the first call.
 */
export class FourShared extends FunctionCaller {
  readonly #target: ServiceTarget;
  readonly #wire: Wire;
  readonly #retry: Retry;
  readonly #signal: AbortSignal | undefined;
  #service: Promise<Service> | undefined;

  /** @throws OptionsError when an option is missing, wrong or misspelt */
  constructor(options: FourSharedOptions) {
    super();
    const read = readOptions('FourShared', CLIENT_OPTIONS, options);
    const { wsdl, soap, login, password, timeout, retries, retryDelay, signal } = read;
    this.#target = { wsdl, soap, login, password };
    // The global one is looked up when it is called: it may have been replaced by then, as mocks do.
    this.#wire = { fetch: read.fetch ?? ((...request) => fetch(...request)), timeout };
    this.#retry = { retries, delay: retryDelay };
    this.#signal = signal;
  }

  override async call<Name extends OperationName>(
    name: Name,
    ...[args, options]: CallArguments<Name>
  ): Promise<Result<Name>> {
    const own = readOptions(name, CALL_OPTIONS, options ?? {});
    const signal = either(this.#signal, own.signal);
    const service = await this.#connected(signal);
    // Only functions without arguments are called without any.
    return service.call(name, (args ?? {}) as Arguments<Name>, signal);
  }

  /**
   * Uploads a file, however large: parts are read from the disk as they are sent, and those that fail are sent again. A
   * stream is written to a temporary file first.
   * @returns the file as the service has it, once size and digest are those of the source
   * @throws Failure when nothing was reserved, UploadStopped with a handle when something was, OptionsError, TypeError and
   *   RangeError for wrong options, a Failure of kind `source` for a path that cannot be read, and what a stream fails with,
   *   before anything is asked
   */
  async upload(from: UploadSource, options: UploadOptions = {}): Promise<Item> {
    const read = readOptions('upload', UPLOAD_OPTIONS, options);
    const { partSize, parallel, dirId, onProgress } = read;
    const name = read.name ?? options.resume?.name ?? nameOf(from);
    if (name === undefined || name === '')
      throw new TypeError('name must be given, as the source has none of its own');
    const progress = options.resume && readHandle(options.resume);
    const signal = either(this.#signal, read.signal);
    const source = await openSource(from, signal);
    try {
      if (read.size !== undefined && read.size !== BigInt(source.size))
        throw new RangeError(`size must be that of the source: ${read.size} of ${source.size} bytes`);
      const tell = (sent: bigint, size: bigint): unknown => onProgress?.({ sent, size });
      const service = await this.#connected(signal);
      const order = { source, name, dirId, partSize, parallel, onProgress: tell, signal };
      return await (progress ? resume(service, order, progress) : upload(service, order));
    } finally {
      await source.close();
    }
  }

  /** Gives back what an upload that stopped has reserved. @throws Failure */
  async cancel(handle: UploadHandle, options: CallOptions = {}): Promise<void> {
    await this.call('uploadCancelFile', { fileId: readHandle(handle).fileId }, options);
  }

  /**
   * Writes a file to a path or a stream, which is ended. Size and digest are compared with what the service says of the file.
   * @param what id of a file of the account, or the address of any file
   * @param to a path has the whole file afterwards, or what it had before; it is never left with half of one
   * @throws Failure: of kind `target` when the path or stream cannot be written, as on a full disk
   */
  async download(
    what: bigint | string,
    to: string | Writable,
    options: DownloadOptions = {},
  ): Promise<Downloaded> {
    const signal = either(this.#signal, readOptions('download', CALL_OPTIONS, options).signal);
    const target = await openTarget(to);
    try {
      const downloaded = await download(await this.#connected(signal), what, target, signal);
      await target.keep();
      return downloaded;
    } catch (error) {
      await target.drop();
      throw error;
    }
  }

  /** Reads the description once. When that fails, the next call tries again. */
  #connected(signal: AbortSignal | undefined): Promise<Service> {
    if (!this.#service) {
      const connecting = Service.connect(this.#target, this.#wire, this.#retry, this.#signal);
      this.#service = connecting;
      connecting.catch(() => {
        if (this.#service === connecting) this.#service = undefined;
      });
    }
    return unlessAborted(this.#service, signal);
  }
}
