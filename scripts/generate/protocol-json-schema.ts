import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { kitMessage, publishedClientMessage } from '../../conformance/drivers/protocol.js';

/** Path of the published schema, in the sources and in dist. */
export const PROTOCOL_JSON_SCHEMA = 'conformance/drivers/protocol.schema.json';

/** The JSON Schema of the lines between kit and client, with a definition for each direction. */
export function protocolJsonSchema(): string {
  const definitions = toJsonSchemaDefs(
    { kitMessage, clientMessage: publishedClientMessage },
    {
      target: 'draft-2020-12',
      typeMode: 'input',
      // The only check: a client can upload.
      overrideAction: ({ valibotAction, jsonSchema }) =>
        valibotAction.type === 'check' ? { ...jsonSchema, contains: { const: 'upload' } } : undefined,
    },
  );
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A line between the conformance kit of 4shared-testkit and a client',
    description:
      'The kit writes kitMessage to the standard input of the client, and reads clientMessage from its standard output.',
    anyOf: [{ $ref: '#/$defs/kitMessage' }, { $ref: '#/$defs/clientMessage' }],
    $defs: definitions,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
