import * as v from 'valibot';
import { whole } from '../../mock-server/schemas/numbers.js';
import { OPERATIONS, type OperationName } from './client-under-test.js';

// The messages of the stdio driver, a line of JSON each. The published schema is generated from here.

/** What this kit speaks. */
export const PROTOCOLS = [1] as const;

const text = v.string('must be a text');
const nonEmpty = v.pipe(text, v.minLength(1, 'must not be empty'));
const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

// xsd:long has at most 19 digits. A JSON number would lose the last ones of it in many languages.
const DECIMAL = 'must be a text of decimal digits, such as "9007199254740993"';
const decimal = v.pipe(v.string(DECIMAL), v.regex(/^-?\d{1,19}$/, DECIMAL));

const file = described(text, 'Absolute path of the file to send.');
const name = described(text, 'The name that the file is to have in the account; not that of the path.');
const dirId = described(decimal, 'Id of the folder, -1 for the root.');
const fileId = described(decimal, 'Id of the file in the account.');
const handle = described(text, 'A text of your own that came with the error; resume gets it back.');

const argumentSchemas = {
  upload: v.object({ file, name, dirId }),
  resume: v.object({ file, name, dirId, handle: v.optional(handle) }),
  list: v.object({ dirId }),
  createFolder: v.object({ dirId, name: described(text, 'The name of the new folder.') }),
  download: v.object({ fileId, to: described(text, 'Absolute path of the file to write.') }),
  delete: v.object({ fileId }),
  space: v.object({}),
} as const satisfies Record<OperationName, v.GenericSchema>;

const record = 'must be an object';
const uploaded = v.strictObject({ fileId: v.optional(fileId) }, record);
const nothing = v.strictObject({}, record);
const flag = v.boolean('must be true or false');
const listed = v.strictObject({ id: decimal, name: text, size: decimal, directory: flag }, record);

/** What `ok` carries, by operation. */
export const RESULTS = {
  upload: uploaded,
  resume: uploaded,
  list: v.strictObject({ items: v.array(listed, 'must be a list of items') }, record),
  createFolder: v.strictObject({ dirId }, record),
  download: nothing,
  delete: nothing,
  space: v.strictObject({ free: described(decimal, 'Bytes that are free.') }, record),
} as const satisfies Record<OperationName, v.GenericSchema>;

const session = described(nonEmpty, 'Names the session; chosen by the kit.');
const callId = described(nonEmpty, 'Names the call; chosen by the kit, and echoed in the reply.');

const call = <Name extends OperationName>(operation: Name) =>
  v.pipe(
    v.object({
      type: v.literal('call'),
      id: callId,
      session,
      operation: v.literal(operation),
      arguments: argumentSchemas[operation],
      deadlineMs: described(v.pipe(v.number(), v.minValue(0)), 'Milliseconds from now in which to reply.'),
    }),
    v.title(`Do this: ${operation}`),
  );

/** What the kit says. Members may be added to it within a protocol version, so a client passes over those it does not know. */
export const kitMessage = v.variant('type', [
  v.pipe(
    v.object({
      type: v.literal('hello'),
      kit: v.object({ name: text, version: text }),
      protocols: described(v.array(v.number()), 'The protocol versions that the kit speaks.'),
    }),
    v.title('The first line. Answer with your own hello.'),
  ),
  v.pipe(
    v.object({
      type: v.literal('open'),
      session,
      wsdl: described(text, 'Address of the service description.'),
      soap: described(text, 'Address of the endpoint, for clients that read no description.'),
      login: text,
      password: text,
      proxy: v.optional(
        described(text, 'HTTP proxy that leads to the fake, where the addresses are those of the service.'),
      ),
      ca: v.optional(described(text, 'Absolute path of the certificate to trust, where they are.')),
    }),
    v.title('Calls of this session are for this service and account. Not answered.'),
  ),
  call('upload'),
  call('resume'),
  call('list'),
  call('createFolder'),
  call('download'),
  call('delete'),
  call('space'),
  v.pipe(
    v.object({ type: v.literal('cancel'), id: callId }),
    v.title('The time for this call is over. Stop it and reply to it, with an error for instance.'),
  ),
  v.pipe(
    v.object({ type: v.literal('close'), session }),
    v.title('No more calls of this session. Not answered.'),
  ),
]);

/** A message of the kit. */
export type KitMessage = v.InferOutput<typeof kitMessage>;

const operations = v.pipe(
  v.array(
    v.picklist(OPERATIONS, `must be one of ${OPERATIONS.join(', ')}`),
    'must be a list of operations, such as ["upload"]',
  ),
  v.check((names) => names.includes('upload'), 'must have "upload" among them'),
  v.description('What the client can do; upload is a must.'),
);

const helloMessage = v.pipe(
  v.strictObject({
    type: v.literal('hello'),
    protocol: described(
      v.number('must be a number'),
      "The protocol version that you speak, one of the kit's.",
    ),
    name: described(nonEmpty, 'Of the client, for the report.'),
    version: v.optional(described(text, 'Of the client, for the report.')),
    operations,
    concurrency: v.optional(described(whole(1), 'How many calls the client takes at a time.'), 1),
    rootOnly: v.optional(described(flag, 'Whether the client uploads to no other folder than the root.')),
  }),
  v.title('The answer to hello.'),
);

const ok = <Result extends v.GenericSchema>(result: Result) =>
  v.pipe(
    v.strictObject({ type: v.literal('ok'), id: callId, result: v.optional(result, {}) }),
    v.title('It is done.'),
  );

const errorMessage = v.pipe(
  v.strictObject({
    type: v.literal('error'),
    id: callId,
    kind: described(nonEmpty, 'A word of your own, such as quota or fault.'),
    message: described(text, 'What a person is to read.'),
    handle: v.optional(described(text, 'With it, resume can go on.')),
  }),
  v.title('It failed, and nothing is wrong with the client.'),
);

const unsupportedMessage = v.pipe(
  v.strictObject({ type: v.literal('unsupported'), id: callId }),
  v.title('The client does not know the operation.'),
);

// An empty list is what some languages make of an empty object.
const anyResult = v.custom<Record<string, unknown>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'must be an object, such as {}',
);

/** What a client says. What a result must be like depends on the call, see `RESULTS`. */
export const clientMessage = v.variant(
  'type',
  [helloMessage, ok(anyResult), errorMessage, unsupportedMessage],
  'must be one of "hello", "ok", "error", "unsupported"',
);

/** A message of the client. */
export type ClientMessage = v.InferOutput<typeof clientMessage>;

/** The first message of the client. */
export type Hello = Extract<ClientMessage, { readonly type: 'hello' }>;

/** The response to a call. */
export type Reply = Exclude<ClientMessage, Hello>;

/** The same for the published schema, where a result is one of the known ones. */
export const publishedClientMessage = v.variant('type', [
  helloMessage,
  ok(v.union([uploaded, RESULTS.list, RESULTS.createFolder, RESULTS.space])),
  errorMessage,
  unsupportedMessage,
]);
