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

/** Origins of web pages that may send calls and forms, besides the server's own; `*` are all. */
export type AllowedOrigins = ReadonlySet<string>;

/** Everything that answering requests needs, in one place: whatever receives them shares one. */
export interface Service {
  readonly namespaces: Namespaces;
  readonly address: PublicAddress;
  readonly calls: CallSettings;
  /** What requests hold until they are answered. */
  readonly held: HeldBytes;
  /** Stores the bytes of uploads. */
  readonly pump: BytePump;
  readonly log: LogSink;
  /** Undefined when there is no control API. */
  readonly control: ControlSettings | undefined;
  /** Undefined where no page of another site gets here. */
  readonly allowedOrigins: AllowedOrigins | undefined;
  readonly documents: ServiceDocuments;
  readonly readForm: FormReader;
  /** A picture of a file within a limit; undefined when none can be made. Fails when the storage does. */
  readonly scalePicture: (file: MediaFile, limit: PictureLimit) => Promise<ScaledPicture | undefined>;
}

/** What the control API is told of the server. */
export interface ControlSettings {
  /** Undefined when everybody may use it who gets there. */
  readonly access: ControlAccess | undefined;
  readonly facts: ServerFacts;
}

/** The texts that a service has in files. */
export interface ServiceDocuments {
  /** A service description or schema by its name in the folder `wsdl`, such as `jax3.wsdl`. */
  readonly wsdl: (file: string) => string | Promise<string>;
  /** The OpenAPI document of the control API. */
  readonly openApi: () => Promise<string>;
}
