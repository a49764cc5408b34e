import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest';
import type { ClientUnderTest } from './drivers/client-under-test.js';
import { type ClientObject, inProcessClient } from './drivers/in-process-client.js';
import { checkGiven } from './given-options.js';
import type { RequirementResult } from './reports/report.js';
import { REQUIREMENTS } from './requirements/index.js';
import { atLeast, type Requirement } from './requirements/requirement.js';
import { choose, unclaimed } from './runner/choice.js';
import { Examination } from './runner/examination.js';
import { type KnownFailure, lapsed } from './runner/known-failures.js';
import { DEFAULTS, type RunOptions } from './runner/options.js';
import { resultOf } from './runner/results.js';
import { readToken } from './runner/token.js';

/** What `describeConformance` can be told besides what a run can. */
export interface DescribeOptions extends Omit<RunOptions, 'known' | 'signal' | 'reached'> {
  /** Name of the group of tests. */
  readonly name?: string;
  /** Failures that are expected for now, by id of the requirement. */
  readonly known?: Readonly<Record<string, KnownFailure>>;
  /** Runs only the case of this token. */
  readonly replay?: string;
  /** How long a test may take, in milliseconds. Default: 120,000. */
  readonly testTimeoutMs?: number;
}

/**
 * Makes a test of each requirement. One that fails shows the smallest case as a story, with the token that replays it; one
 * that does not concern the client is skipped with a word.
 *
 * @param client an object with the client's operations, or a driver such as `stdioClient`
 * @throws OptionsError when an option is wrong, ChoiceError when `only` or `skip` match nothing, TokenError when `replay` is no token
 */
export function describeConformance(
  client: ClientObject | ClientUnderTest,
  options: DescribeOptions = {},
): void {
  checkGiven('describeConformance', { options });
  const { requirements = REQUIREMENTS, name = 'conformance', testTimeoutMs = 120_000 } = options;
  const runOptions = withReplay(options);
  describe(name, { timeout: testTimeoutMs }, () => {
    const driver = asDriver(client);
    let examination: Examination;
    beforeAll(async () => {
      examination = await Examination.begin(driver, runOptions, {});
    }, testTimeoutMs);
    afterAll(async () => {
      await examination?.close();
      const end = driver.badEnd?.();
      if (end !== undefined) throw new NotConforming(`The client came to a bad end. ${end}`);
    });
    for (const requirement of choose(requirements, runOptions))
      test(`${requirement.id}: ${requirement.title}`, async (context) => {
        const why = unclaimed(requirement, examination.info);
        if (why !== undefined) context.skip(why);
        tell(context, await examineAlone(examination, requirement, options), options);
      });
  });
}

const asDriver = (client: ClientObject | ClientUnderTest): ClientUnderTest =>
  'start' in client ? client : inProcessClient(client);

function withReplay({ known: _, replay, ...options }: DescribeOptions): RunOptions {
  if (replay === undefined) return options;
  const { requirement, case: situation } = readToken(replay);
  const { version: service } = situation;
  return {
    ...options,
    service,
    only: [requirement],
    skip: [],
    first: new Map([[requirement, [situation]]]),
    runs: 0,
  };
}

async function examineAlone(
  examination: Examination,
  requirement: Requirement,
  { known = {}, confirm = DEFAULTS.confirm }: DescribeOptions,
): Promise<RequirementResult> {
  const { failure, ...examined } = await examination.examine(requirement);
  const confirmed = failure && confirm ? await examination.confirm(requirement, failure) : failure;
  const [trouble] = examination.troubles();
  if (trouble) throw new Error(`The ${trouble.blame} is to blame: ${trouble.message}`);
  const entry = known[requirement.id];
  const today = new Date().toISOString().slice(0, 10);
  const counts = entry && lapsed(requirement.id, entry, examination.info.version, today) === undefined;
  const counterexample = confirmed && examination.counterexample(requirement, confirmed);
  return resultOf(requirement, examined, counterexample, counts ? entry : undefined);
}

/** Fails or skips the test of a requirement, unless it is kept. */
function tell(
  context: TestContext,
  result: RequirementResult,
  { level = DEFAULTS.level }: DescribeOptions,
): void {
  if (result.status === 'unexpectedly-kept')
    throw new NotConforming(
      `It is kept, although it is known to fail (${result.known?.reason}): take it off \`known\`.`,
    );
  if (result.status === 'broken' && atLeast(result.level, level))
    throw new NotConforming(failureText(result));
  const why = whySkipped(result);
  if (why !== undefined) context.skip(why);
}

function whySkipped({ status, level, counterexample, known }: RequirementResult): string | undefined {
  if (status === 'broken') return `broken, but only a ${level}: ${counterexample?.did}`;
  if (status === 'known-failure') return `known failure: ${known?.reason}`;
  return status === 'not-exercised' ? 'no case that was run showed it' : undefined;
}

function failureText({ counterexample }: RequirementResult): string {
  const { did = '', should = '', story = [], token = '' } = counterexample ?? {};
  return [
    did,
    should,
    '',
    ...story.map((sentence, i) => `${String(i + 1).padStart(4)}. ${sentence}`),
    '',
    `replay: '${token}'`,
  ].join('\n');
}

/** The client did not do what it must. The message tells the whole story; a stack would tell nothing. */
class NotConforming extends Error {
  override readonly name = 'NotConforming';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}
