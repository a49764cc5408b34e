import type { Report } from '../../../conformance/client-suite/report.js';
import type { RunEvents, RunSettings } from '../../../conformance/engine/options.js';
import { TokenError, type Tokens } from '../../../conformance/engine/records/token.js';
import type { RequirementFacts } from '../../../conformance/engine/requirement.js';
import type { Judged } from '../../../conformance/engine/search/hunt.js';
import { exitCode } from '../../../conformance/engine/verdict.js';

/** A run of the one case of a token. */
export interface ReplayedRun<Kept, Case, Seen, Requirement extends RequirementFacts> {
  readonly token: string;
  readonly tokens: Tokens<Kept>;
  readonly rules: readonly Requirement[];
  readonly story: (seen: Seen) => readonly string[];
  readonly run: (settings: RunSettings<Kept>, events: RunEvents<Case, Seen, Requirement>) => Promise<Report>;
  /** What is told after all else. */
  readonly notes?: () => string;
}

/**
 * Runs the case of a token and tells what happens in it.
 * @returns exit code
 * @throws TokenError
 */
export async function replayedRun<Kept, Case, Seen, Requirement extends RequirementFacts>(
  replayed: ReplayedRun<Kept, Case, Seen, Requirement>,
): Promise<number> {
  const { token, tokens, rules, story, run, notes } = replayed;
  const { requirement: id, case: kept } = tokens.read(token);
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new TokenError(`This version of the kit has no requirement ${id}.`);
  let last: Judged<Case, Seen> | undefined;
  const report = await run(
    // Whatever the level, the one requirement that is asked about decides.
    {
      level: 'may',
      only: [id],
      skip: [],
      shard: undefined,
      first: new Map([[id, [kept]]]),
      runs: 0,
      confirm: 'doubtful',
    },
    {
      judged: (_, judged) => {
        last = judged;
      },
    },
  );
  const troubles = report.troubles.map(({ blame, message }) => `Blame: ${blame}. ${message}`);
  const lines = [`${id} (${rule.level})  ${rule.title}`, '', ...(last ? told(last, story) : []), ...troubles];
  process.stdout.write(`${lines.join('\n')}\n${notes?.() ?? ''}`);
  return exitCode(report);
}

function told<Case, Seen>(
  { seen, verdict }: Judged<Case, Seen>,
  story: (seen: Seen) => readonly string[],
): string[] {
  const sentences = story(seen).map((sentence, i) => `${String(i + 1).padStart(4)}. ${sentence}`);
  if (verdict.is === 'broken')
    return [...sentences, '', `did     ${verdict.did}`, `should  ${verdict.should}`];
  return [...sentences, '', verdict.is === 'kept' ? 'It is kept.' : 'The case does not show it.'];
}
