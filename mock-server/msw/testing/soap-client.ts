import { createHash } from 'node:crypto';
import { byteField, FORM_TYPE, formBody, idField, part } from '../../node/testing/transfer-testbed.js';
import { envelope, faultString, returned, textOf } from '../../testing/envelopes.js';
import type { Got, Send } from './senders.js';

type Argument = string | number | bigint | boolean;

const OWN = ['user@example.com', 'secret'] as const;

export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** A client with a fixed address, as many have. */
export class SoapClient {
  constructor(
    private readonly send: Send,
    private readonly endpoint = 'https://api.4shared.com/jax3/DesktopApp',
  ) {}

  /** @throws Error with the text of the fault */
  async call(operation: string, ...args: readonly Argument[]): Promise<string> {
    const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' };
    const { status, body } = await this.send(
      'POST',
      this.endpoint,
      headers,
      Buffer.from(envelope(operation, ...args)),
    );
    if (status !== 200) throw new Error(`${operation}: ${status} ${faultString(body.toString())}`);
    return textOf(returned(body.toString()));
  }

  /** The same, with the credentials of the first account. */
  own(operation: string, ...args: readonly Argument[]): Promise<string> {
    return this.call(operation, ...OWN, ...args);
  }

  async openForm(): Promise<string> {
    const key = await this.own('createUploadSessionKey', -1);
    return this.call('getUploadFormUrl', await this.own('getNewFileDataCenter'), key);
  }

  sendPart(form: string, id: string, firstByte: number, bytes: Buffer): Promise<Got> {
    const body = formBody([idField(id), byteField(firstByte), part(bytes)]);
    return this.send('POST', form, { 'content-type': FORM_TYPE }, body);
  }

  /** Uploads in parts (howto). @returns the file id */
  async upload(name: string, bytes: Buffer, partSize: number): Promise<string> {
    const form = await this.openForm();
    const id = await this.own('uploadStartFile', -1, name, bytes.length);
    for (let at = 0; at < bytes.length; at += partSize) {
      const { status } = await this.sendPart(form, id, at, bytes.subarray(at, at + partSize));
      if (status !== 200) throw new Error(`part at ${at}: ${status}`);
    }
    const trouble = await this.own('uploadFinishFile', id, md5(bytes));
    if (trouble !== '') throw new Error(trouble);
    return id;
  }

  /** The address of the bytes of a file. */
  async directLink(id: string): Promise<string> {
    return this.own('getDirectLink', await this.own('getFileDownloadLink', id));
  }

  get(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
    return this.send('GET', address, headers);
  }
}
