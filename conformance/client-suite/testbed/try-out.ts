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
 * @param said what to say of a client that did not come
 * @throws Troubled when no request came to the fake: with what was seen, and what to do about it
 */
export async function tryOut(
  client: ClientUnderTest,
  version: Version,
  run: (testCase: ConformanceCase) => Promise<Observation>,
  { missed, advice } = BY_ADDRESS,
): Promise<void> {
  client.notes();
  const seen = await run(plainCase(version));
  const printed = client.notes().trim();
  if (seen.journal.length > 0 || seen.underWay > 0) return;
  const [upload] = seen.uploads;
  const { elsewhere = [] } = seen;
  const facts = [
    `The client was asked to upload one file, and ${missed}.`,
    elsewhere.length > 0 ? `It called ${elsewhere.join(' and ')} instead.` : '',
    upload ? `It ${outcomeText(upload.said)}.` : '',
    printed === '' ? 'It printed nothing.' : `The last that it printed: ${printed.slice(-MOST_PRINTED)}`,
    advice,
  ];
  throw new Troubled('adapter', facts.filter((fact) => fact !== '').join(' '));
}

/** What is said of a client that gets the address of the fake. */
const BY_ADDRESS = {
  missed: 'no request came to the address that it was given',
  advice:
    'See that it uses the address that it is given, and no constant one, which may be that of a real account. Look into it step by step with: 4shared-testkit conformance doctor. If its address is a constant, use --constant-address or --isolated.',
};

const MOST_PRINTED = 600;
