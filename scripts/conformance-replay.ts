import type { ClientUnderTest } from '../conformance/drivers/client-under-test.js';
import { REQUIREMENTS } from '../conformance/requirements/index.js';
import type { Judged } from '../conformance/runner/hunt.js';
import type { RunEvents, RunOptions } from '../conformance/runner/options.js';
import { runConformance } from '../conformance/runner/run-conformance.js';
import { story } from '../conformance/runner/story.js';
import { readToken, TokenError } from '../conformance/runner/token.js';
import { exitCode } from '../conformance/runner/verdict.js';

/**
 * Runs the case of a token and tells what happens in it.
 * @returns exit code
 * @throws TokenError
 */
export async function replay(
  client: ClientUnderTest,
  token: string,
  options: RunOptions,
  events: RunEvents,
): Promise<number> {
  const { requirement: id, case: situation } = readToken(token);
  const requirement = REQUIREMENTS.find((each) => each.id === id);
  if (!requirement) throw new TokenError(`This version of the kit has no requirement ${id}.`);
  const { version: service } = situation;
  if (options.service !== undefined && options.service !== service)
    throw new TokenError(
      `The case of this token is one at ${service}: leave out --service ${options.service}.`,
    );
  let seen: Judged | undefined;
  const report = await runConformance(
    client,
    // Whatever the level, the one requirement that is asked about decides.
    {
      ...options,
      service,
      level: 'may',
      only: [id],
      skip: [],
      shard: undefined,
      first: new Map([[id, [situation]]]),
      runs: 0,
      confirm: false,
    },
    {
      ...events,
      judged: (_, judged) => {
        seen = judged;
      },
    },
  );
  const troubles = report.troubles.map(({ blame, message }) => `Blame: ${blame}. ${message}`);
  const lines = [
    `${id} (${requirement.level})  ${requirement.title}`,
    '',
    ...(seen ? told(seen) : []),
    ...troubles,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const notes = client.notes();
  if (notes !== '') process.stdout.write(`\nThe client wrote to its error output:\n${notes.trimEnd()}\n`);
  return exitCode(report);
}

function told({ witnesses, verdict }: Judged): string[] {
  const sentences = story(witnesses).map((sentence, i) => `${String(i + 1).padStart(4)}. ${sentence}`);
  if (verdict.is === 'broken')
    return [...sentences, '', `did     ${verdict.did}`, `should  ${verdict.should}`];
  return [...sentences, '', verdict.is === 'kept' ? 'It is kept.' : 'The case does not show it.'];
}
