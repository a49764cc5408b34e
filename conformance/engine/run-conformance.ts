import { Examination } from '../client-suite/examination.js';
import type { ClientUnderTest } from '../drivers/client-under-test.js';
import { checkGiven } from '../given-options.js';
import type { Report } from '../reports/report.js';
import { choose } from './choice.js';
import { type ClientRunEvents, DEFAULTS, type RunOptions } from './options.js';
import { Run } from './run.js';

/**
 * Puts a client through the requirements and tells what came of it. What goes wrong besides the client stands in the
 * report's `troubles`.
 * @throws OptionsError when an option is wrong, ChoiceError when `only` or `skip` match nothing
 */
export async function runConformance(
  client: ClientUnderTest,
  options: RunOptions = {},
  events: ClientRunEvents = {},
): Promise<Report> {
  checkGiven('runConformance', { client, options, events });
  const rules = options.requirements ?? (await import('../client-suite/requirements/index.js')).REQUIREMENTS;
  const { reached = 'in process', service = DEFAULTS.service } = options;
  const run = new Run({
    rules,
    chosen: choose(rules, options),
    reached,
    services: [service],
    unknown: { kind: 'client', name: reached, operations: [], concurrency: 1 },
    settings: options,
    events,
  });
  await run.go(() => Examination.begin(client, options, events));
  await client.stop();
  const message = client.badEnd?.();
  if (message !== undefined) run.trouble({ blame: 'client', message });
  return run.report();
}
