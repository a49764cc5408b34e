import type { CaseRule, ConformanceCase } from './case.js';
import { FIRST_ID, ROOMY } from './scenario.js';

/** Files of more bytes are sent in several parts by many clients. */
const LARGE = 1 << 16;

/**
 * What is not plain about a case, a text for each. Cases that fail alike have them in common; the fewer there are, the
 * plainer the case is.
 */
export const aspectsOf = (testCase: ConformanceCase): string[] =>
  unusual(testCase).map(({ kind, value }) => (value === undefined ? kind : `${kind} ${value}`));

/** In which respects a case is not plain, without its values: "name", and "call getFreeSpace: nil". */
export const kindsOf = (testCase: ConformanceCase): ReadonlySet<string> =>
  new Set(unusual(testCase).map(({ kind }) => (kind === ANSWERED_CENTER ? CENTER : kind)));

/** A data center is one whether the world has it or a rule answers it. */
const CENTER = 'data center';
const ANSWERED_CENTER = 'call getNewFileDataCenter: return';

interface Aspect {
  readonly kind: string;
  readonly value?: string | undefined;
}

function unusual(testCase: ConformanceCase): Aspect[] {
  const { account, firstId, login, password, dataCenter, folder, subfolder } = testCase;
  const { files, atOnce, rules, steps } = testCase;
  const size = files[0]?.size ?? 0;
  return [
    ...aspect('free space', account.freeSpace, ROOMY.freeSpace),
    ...aspect('largest file', account.maxFileSize, ROOMY.maxFileSize),
    ...aspect('first id', firstId, FIRST_ID),
    ...aspect('folder', folder, null),
    ...aspect('subfolder', subfolder),
    ...aspect('login', login),
    ...aspect('password', password),
    ...aspect(CENTER, dataCenter),
    ...files.flatMap(({ content, text }) => aspect('content', text ?? content)),
    ...files.flatMap(({ name }) =>
      PLAIN_NAME.test(name) ? [] : [{ kind: 'name', value: JSON.stringify(name) }],
    ),
    ...(size === 0 ? [{ kind: 'empty' }] : size > LARGE ? [{ kind: 'large' }] : []),
    ...(files.length > 1 ? [{ kind: 'several files' }] : []),
    ...(atOnce ? [{ kind: 'at once' }] : []),
    ...rules.map((rule) => ({ kind: ruleAspect(rule) })),
    ...steps.map(({ does }) => ({ kind: does })),
  ];
}

/** In place of an id out of the ordinary: none that a client has met in the cases before, so that one that keeps an id shows it. */
const ID_OF_CONTROLS = '1000010001';

/**
 * The same with nothing out of the ordinary but how many files there are, how large they are, and what is done with them
 */
export function controlOf({ version, firstId, folder, files, steps }: ConformanceCase): ConformanceCase {
  const alone = files.length === 1;
  return {
    version,
    account: ROOMY,
    firstId: firstId === FIRST_ID ? FIRST_ID : ID_OF_CONTROLS,
    folder,
    files: files.map(({ name, size, seed, there }) => ({
      name: alone ? 'a.bin' : name,
      size: Math.max(1, size),
      seed,
      ...(there && { there }),
    })),
    atOnce: false,
    rules: [],
    steps,
  };
}

const PLAIN_NAME = /^[\w-]{1,40}\.[a-z]+$/;

const aspect = (
  name: string,
  value: string | number | null | undefined,
  plain: string | null | undefined = undefined,
): Aspect[] => (value === plain ? [] : [{ kind: name, value: String(value) }]);

/** Where a rule of a case gets in the way, and how; not at which byte, or with which text. */
function ruleAspect({ on, do: acts }: CaseRule): string {
  const { kind, operation: name } = on as { readonly kind: string; readonly operation?: unknown };
  const deeds = (acts as readonly { readonly act: string }[]).map(({ act }) => act);
  return `${[kind, name ?? []].flat().join(' ')}: ${deeds.join(', ')}`;
}
