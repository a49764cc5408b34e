import type { ClientUnderTest } from '../drivers/client-under-test.js';
import { choose } from '../engine/choice.js';
import { Run } from '../engine/run.js';
import { checkGiven } from '../given-options.js';
import { reportOf } from '../reports/report.js';
import { type ClientRunEvents, DEFAULTS, type RunOptions } from './options.js';
import type { Report } from './report.js';
import { ClientSuite } from './suite.js';

/**
 * Runs the cases of the requirements on a client. Problems that are not the client's are in the report's `troubles`.
 * @throws OptionsError when an option is wrong, ChoiceError when `only` or `skip` match nothing
 */
export async function runConformance(
  client: ClientUnderTest,
  options: RunOptions = {},
  events: ClientRunEvents = {},
): Promise<Report> {
  checkGiven('runConformance', { client, options, events });
  const requirements = options.requirements ?? (await import('./requirements/index.js')).REQUIREMENTS;
  const { reached = 'in process', service = DEFAULTS.service } = options;
  const run = new Run({ requirements, chosen: choose(requirements, options), settings: options, events });
  let suite: ClientSuite | undefined;
  await run.go(async () => {
    suite = await ClientSuite.begin(client, options, events);
    return suite;
  });
  await client.stop();
  const message = client.badEnd?.();
  if (message !== undefined) run.trouble({ blame: 'client', message });
  const { subject = { kind: 'client', name: reached, operations: [], concurrency: 1 }, facts } = suite ?? {};
  return reportOf({ subject, reached, services: [service], ...facts }, run.findings());
}
