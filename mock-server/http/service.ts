import type { ServerFacts } from '../control/index.js';
import type { PictureLimit, ScaledPicture } from '../media/picture.js';
import type { Namespaces } from '../namespaces/index.js';
import type { MediaFile } from '../world/index.js';
import type { CallSettings } from './calls/soap-call.js';
import type { ControlAccess } from './control/control-gate.js';
import type { FormReader } from './form.js';
import type { HeldBytes } from './held-bytes.js';
import type { PublicAddress } from './public-base.js';
import type { LogSink } from './request-log.js';
import type { BytePump } from './uploads/byte-pump.js';

/** Origins of web pages that may send calls and forms, besides the server's own; `*` allows all. */
type AllowedOrigins = ReadonlySet<string>;

/** Everything needed to serve requests; all carriers of a server share it. */
export interface Service {
  readonly namespaces: Namespaces;
  readonly address: PublicAddress;
  readonly calls: CallSettings;
  /** Bytes held by unfinished requests. */
  readonly held: HeldBytes;
  /** Stores the bytes of uploads. */
  readonly pump: BytePump;
  readonly log: LogSink;
  /** Undefined without a control API. */
  readonly control: ControlSettings | undefined;
  /** Undefined if web pages of other sites cannot reach the service. */
  readonly allowedOrigins: AllowedOrigins | undefined;
  readonly documents: ServiceDocuments;
  readonly readForm: FormReader;
  /** The picture of a file within a limit; undefined if none can be made. Rejects when the storage fails. */
  readonly scalePicture: (file: MediaFile, limit: PictureLimit) => Promise<ScaledPicture | undefined>;
}

/** Settings of the control API. */
export interface ControlSettings {
  /** Undefined if every client that reaches the server may use it. */
  readonly access: ControlAccess | undefined;
  readonly facts: ServerFacts;
}

/** A file of the page of the control API. */
export interface PageFile {
  readonly bytes: Uint8Array;
  /** With its quotes. */
  readonly etag: string;
}

/** Documents that the platform loads. */
export interface ServiceDocuments {
  /** A service description or schema by its name in the folder `wsdl`, such as `jax3.wsdl`. */
  readonly wsdl: (file: string) => string | Promise<string>;
  /** The OpenAPI document of the control API. */
  readonly openApi: () => Promise<string>;
  /** A file of the page by its path below `dist/ui/`; undefined if there is none. Absent where no page is served. */
  readonly page?: ((path: string) => Promise<PageFile | undefined>) | undefined;
}
