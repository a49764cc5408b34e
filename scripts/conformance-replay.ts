import type { ClientUnderTest } from '../conformance/drivers/client-under-test.js';
import { REQUIREMENTS } from '../conformance/requirements/index.js';
import type { Witnesses } from '../conformance/requirements/requirement.js';
import type { Judged } from '../conformance/runner/hunt.js';
import type { RunEvents, RunOptions } from '../conformance/runner/options.js';
import { runConformance } from '../conformance/runner/run-conformance.js';
import { story } from '../conformance/runner/story.js';
import { readToken } from '../conformance/runner/token.js';
import { TokenError } from '../conformance/runner/token-packing.js';
import { exitCode } from '../conformance/runner/verdict.js';
import type { ConformanceCase } from '../conformance/scenarios/case.js';

type CaseJudged = Judged<ConformanceCase, Witnesses>;

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
  let last: CaseJudged | undefined;
  const report = await runConformance(
    client,
    // Whatever the level, the one requirement that is asked about decides.
    {
      ...options,
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
        last = judged;
      },
    },
  );
  const troubles = report.troubles.map(({ blame, message }) => `Blame: ${blame}. ${message}`);
  const lines = [
    `${id} (${requirement.level})  ${requirement.title}`,
    '',
    ...(last ? told(last) : []),
    ...troubles,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const notes = client.notes();
  if (notes !== '') process.stdout.write(`\nThe client wrote to its error output:\n${notes.trimEnd()}\n`);
  return exitCode(report);
}

function told({ seen, verdict }: CaseJudged): string[] {
  const sentences = story(seen).map((sentence, i) => `${String(i + 1).padStart(4)}. ${sentence}`);
  if (verdict.is === 'broken')
    return [...sentences, '', `did     ${verdict.did}`, `should  ${verdict.should}`];
  return [...sentences, '', verdict.is === 'kept' ? 'It is kept.' : 'The case does not show it.'];
}
