import { strictTable } from '../../mock-server/schemas/input-schemas.js';
import type { ClientUnderTest } from '../drivers/index.js';
import { choose, Run } from '../engine/index.js';
import { checkArguments, withFunctions } from '../option-schemas.js';
import { reportOf } from '../reports/index.js';
import { CLIENT_RUN_EVENTS, type ClientRunEvents, DEFAULTS, RUN, type RunOptions } from './options.js';
import type { Report } from './report.js';
import { ClientSuite } from './suite.js';

const ARGUMENTS = {
  client: withFunctions<ClientUnderTest>(
    'must be a driver such as stdioClient, execClient or inProcessClient make',
    ...(['start', 'open', 'stop', 'notes'] as const),
  ),
  options: strictTable(RUN),
  events: strictTable(CLIENT_RUN_EVENTS),
};

/**
 * Runs the cases of the requirements on a client. Problems that are not the client's are in the report's `troubles`.
 * @throws OptionsError when an option is wrong, ChoiceError when `only` or `skip` match nothing
 */
export async function runConformance(
  client: ClientUnderTest,
  options: RunOptions = {},
  events: ClientRunEvents = {},
): Promise<Report> {
  checkArguments('runConformance', { client, options, events }, ARGUMENTS);
  const requirements = options.requirements ?? (await import('./requirements/index.js')).REQUIREMENTS;
  const { reached = 'in process', service = DEFAULTS.service } = options;
  const run = new Run({ requirements, chosen: choose(requirements, options), settings: options, events });
  let suite: ClientSuite | undefined;
  await run.go(async () => {
    suite = await ClientSuite.begin(client, options, events);
    return suite;
  });
  await client.stop();
  const message = client.crash?.();
  if (message !== undefined) run.trouble({ blame: 'client', message });
  const { subject = { kind: 'client', name: reached, operations: [], concurrency: 1 }, facts } = suite ?? {};
  return reportOf({ subject, reached, services: [service], ...facts }, run.findings());
}
