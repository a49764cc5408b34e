import type { Writable } from 'node:stream';
import { readOptions } from '../../../mock-server/schemas/read-options.js';
import type { OperationName } from '../../../wsdl/contract.js';
import { type CallOptions, type FourSharedOptions, OPTIONS, type UploadOptions } from './client-options.js';
import { type Downloaded, download } from './download.js';
import { type Arguments, type CallArguments, type Item, OperationCaller, type Result } from './functions.js';
import type { Retry } from './retry.js';
import { Service, type ServiceTarget } from './service.js';
import { nameOf, openSource, type UploadSource } from './source.js';
import { openTarget } from './target.js';
import { resume, upload } from './upload.js';
import { readHandle, type UploadHandle } from './upload-handle.js';
import { either, unlessAborted, type Wire } from './wire.js';

/**
 * A client of the service for one account. Each operation of the service is a method: `client.getItems({ dirId: -1n })`. The
 * first call reads the description.
 */
export class FourShared extends OperationCaller {
  readonly #target: ServiceTarget;
  readonly #wire: Wire;
  readonly #retry: Retry;
  readonly #signal: AbortSignal | undefined;
  #service: Promise<Service> | undefined;

  /** @throws OptionsError when an option is missing, wrong or misspelt */
  constructor(options: FourSharedOptions) {
    super();
    const read = readOptions('FourShared', OPTIONS.client, options);
    const { wsdl, soap, login, password, timeout, retries, retryDelay, signal } = read;
    this.#target = { wsdl, soap, login, password };
    // The global one is looked up at each call: mocks replace it.
    this.#wire = { fetch: read.fetch ?? ((...request) => fetch(...request)), timeout };
    this.#retry = { retries, delay: retryDelay };
    this.#signal = signal;
  }

  override async call<Name extends OperationName>(
    name: Name,
    ...[args, options]: CallArguments<Name>
  ): Promise<Result<Name>> {
    const own = readOptions(name, OPTIONS.call, options ?? {});
    const signal = either(this.#signal, own.signal);
    const service = await this.#connected(signal);
    // Only operations without arguments are called without any.
    return service.call(name, (args ?? {}) as Arguments<Name>, signal);
  }

  /**
   * Uploads a file of any size. Parts are read from the disk as they are sent, and failed parts are sent again. A stream is
   * written to a temporary file first.
   * @returns the stored file, after its size and digest were compared with the source
   * @throws Failure before the file is reserved, UploadStopped with a handle afterwards; OptionsError, TypeError or RangeError
   *   for wrong options; a Failure of kind `source` for an unreadable path; the error of a stream
   */
  async upload(from: UploadSource, options: UploadOptions = {}): Promise<Item> {
    const read = readOptions('upload', OPTIONS.upload, options);
    const { partSize, parallel, dirId, onProgress } = read;
    const name = read.name ?? options.resume?.name ?? nameOf(from);
    if (name === undefined || name === '') throw new TypeError('name must be given, as the source has none');
    const progress = options.resume && readHandle(options.resume);
    const signal = either(this.#signal, read.signal);
    const source = await openSource(from, signal);
    try {
      if (read.size !== undefined && read.size !== BigInt(source.size))
        throw new RangeError(`size must be that of the source: ${read.size} of ${source.size} bytes`);
      const report = (sent: bigint, size: bigint): unknown => onProgress?.({ sent, size });
      const service = await this.#connected(signal);
      const order = { source, name, dirId, partSize, parallel, onProgress: report, signal };
      return await (progress ? resume(service, order, progress) : upload(service, order));
    } finally {
      await source.close();
    }
  }

  /** Releases the space that a stopped upload has reserved. @throws Failure */
  async cancel(handle: UploadHandle, options: CallOptions = {}): Promise<void> {
    await this.call('uploadCancelFile', { fileId: readHandle(handle).fileId }, options);
  }

  /**
   * Downloads a file to a path or a stream, which is ended. Size and digest are compared with those that the service has.
   * @param what id of a file of the account, or the address of any file
   * @param to afterwards, a path has the whole file or its previous content, never a part of the file
   * @throws Failure; of kind `target` when the path or stream cannot be written, such as on a full disk
   */
  async download(
    what: bigint | string,
    to: string | Writable,
    options: CallOptions = {},
  ): Promise<Downloaded> {
    const signal = either(this.#signal, readOptions('download', OPTIONS.call, options).signal);
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
