import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { kitMessage, publishedClientMessage } from '../../conformance/drivers/protocol.js';

/** Where the published schema stands; beside the code in dist, too. */
export const PROTOCOL_JSON_SCHEMA = 'conformance/drivers/protocol.schema.json';

/** The text of the JSON Schema of the lines between kit and client, each direction a definition of its own. */
export function protocolJsonSchema(): string {
  const definitions = toJsonSchemaDefs(
    { kitMessage, clientMessage: publishedClientMessage },
    {
      target: 'draft-2020-12',
      typeMode: 'input',
      // The one check that there is: a client can upload.
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
