import type { Version } from '../../../mock-server/index.js';
import { type ClientUnderTest, outcomeText } from '../../drivers/index.js';
import { Troubled } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { plainCase } from '../scenarios/scenario.js';

/**
 * Asks a client for one plain upload, before anything else is asked of it: one that does not come to the fake may be calling the
 * real service, and what it does shows nothing.
 * @param run runs a case
 * @throws Troubled when no request came to the fake: with what was seen, and what to do about it
 */
export async function tryOut(
  client: ClientUnderTest,
  version: Version,
  run: (testCase: ConformanceCase) => Promise<Observation>,
): Promise<void> {
  client.notes();
  const seen = await run(plainCase(version));
  const printed = client.notes().trim();
  if (seen.journal.length > 0 || seen.underWay > 0) return;
  const [upload] = seen.uploads;
  const { elsewhere = [] } = seen;
  const facts = [
    'The client was asked to upload one file, and no request came to the address that it was given.',
    elsewhere.length > 0 ? `It called ${elsewhere.join(' and ')} instead.` : '',
    upload ? `It ${outcomeText(upload.said)}.` : '',
    printed === '' ? 'It printed nothing.' : `The last that it printed: ${printed.slice(-MOST_PRINTED)}`,
    'See that it uses the address that it is given, and no constant one, which may be that of a real account.',
    'Look into it step by step with: 4shared-testkit conformance doctor',
  ];
  throw new Troubled('adapter', facts.filter((fact) => fact !== '').join(' '));
}

const MOST_PRINTED = 600;
