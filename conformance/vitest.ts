import * as v from 'valibot';
import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest';
import { strictTable } from '../mock-server/schemas/input-schemas.js';
import { RUN, type RunOptions, readToken, runConformance } from './client-suite/index.js';
import type { Report, RequirementResult } from './client-suite/report.js';
import { REQUIREMENTS } from './client-suite/requirements/index.js';
import { type ClientObject, type ClientUnderTest, inProcessClient } from './drivers/index.js';
import { choose, isFailing, knownFailureSchema } from './engine/index.js';
import { checkArguments, type Given, ms, text } from './option-schemas.js';
import { examplesOf, printedTexts, reasonHeading, reasonOf } from './reports/index.js';

const { known: _, signal: __, reached: ___, ...SHARED } = RUN;

/** Options of `describeConformance`. */
const DESCRIBE = {
  ...SHARED,
  /** Name of the group of tests. */
  name: text,
  /** Failures that are expected for now, by id of the requirement. */
  known: v.optional(v.record(v.string(), knownFailureSchema, 'must be a table of ids and reasons')),
  /** Runs only the case of this token. */
  replay: text,
  /** Milliseconds that all cases together may take. Default: 600,000. */
  testTimeoutMs: ms(1),
};

/** Options of `describeConformance`. */
export interface DescribeOptions extends Given<typeof DESCRIBE> {
  readonly first?: RunOptions['first'];
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
  checkArguments('describeConformance', { options }, { options: strictTable(DESCRIBE) });
  const { requirements = REQUIREMENTS, name = 'conformance', testTimeoutMs = 600_000 } = options;
  const runOptions = withReplay(options);
  describe(name, { timeout: testTimeoutMs }, () => {
    const driver = asDriver(client);
    let report: Report;
    beforeAll(async () => {
      report = await runConformance(driver, runOptions);
      // Nothing at all could be found out.
      const [trouble] = report.troubles;
      if (trouble?.blame === 'adapter' && !report.requirements.some(({ runs }) => runs > 0))
        throw new NotConforming(trouble.message);
    }, testTimeoutMs);
    for (const { id, title } of choose(requirements, runOptions))
      test(`${id}: ${title}`, (context) => {
        const result = report.requirements.find((each) => each.id === id);
        if (result) tell(context, report, result);
      });
    afterAll(() => {
      const [trouble] = report?.troubles.filter(({ requirement }) => requirement === undefined) ?? [];
      if (!trouble) return;
      const { blame, message } = trouble;
      throw new NotConforming(
        blame === 'client' ? `The client crashed. ${message}` : `The ${blame} is to blame: ${message}`,
      );
    });
  });
}

const asDriver = (client: ClientObject | ClientUnderTest): ClientUnderTest =>
  'start' in client ? client : inProcessClient(client);

function withReplay({ known = {}, replay, ...given }: DescribeOptions): RunOptions {
  const options: RunOptions = { ...given, known: new Map(Object.entries(known)) };
  if (replay === undefined) return options;
  const { requirement, case: testCase } = readToken(replay);
  const { version: service } = testCase;
  return {
    ...options,
    service,
    only: [requirement],
    skip: [],
    first: new Map([[requirement, [testCase]]]),
    runs: 0,
  };
}

/** Fails or skips the test of a requirement, unless it is kept. */
function tell(context: TestContext, report: Report, result: RequirementResult): void {
  if (result.status === 'unexpectedly-kept')
    throw new NotConforming(
      `It is kept, although it is known to fail (${result.known?.reason}): take it off \`known\`.`,
    );
  if (result.status === 'error') throw new NotConforming(reasonOf(report, result));
  if (isFailing(report, result)) throw new NotConforming(failureText(result));
  const why = whySkipped(report, result);
  if (why !== undefined) context.skip(why);
}

function whySkipped(report: Report, result: RequirementResult): string | undefined {
  const { status, level, counterexample, causes, known } = result;
  if (status === 'broken')
    return causes
      ? `broken, as ${causes.join(' and ')} is: ${counterexample?.did ?? ''}`
      : `broken, but only a ${level}: ${counterexample?.did}`;
  if (status === 'known-failure') return `known failure: ${known?.reason}`;
  return status === 'kept' ? undefined : reasonOf(report, result);
}

/** Each counterexample with its story, what the client printed, and the token that replays it. */
function failureText(result: RequirementResult): string {
  const examples = examplesOf(result);
  return examples
    .flatMap((example, i) => [
      ...[reasonHeading(i, examples.length)].filter((heading) => heading !== ''),
      example.did,
      example.should,
      '',
      ...example.story.map((sentence, at) => `${String(at + 1).padStart(4)}. ${sentence}`),
      '',
      ...printedTexts(example).map(({ name, text }) => `${name}:\n${text}\n`),
      `replay: '${example.token ?? ''}'`,
      '',
    ])
    .join('\n')
    .trimEnd();
}

/** The client did not do what it must. The message has the whole story; a stack would add nothing. */
class NotConforming extends Error {
  override readonly name = 'NotConforming';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}
