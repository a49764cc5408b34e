import { type LanguageMutant, mutant } from '../language-mutant.js';
import { FREE, PROBLEM } from './places.js';

/** It does not look afterwards whether the file is there, either. */
const UNVERIFIED = {
  find: "$item = $this->ask('getFileInfo', $fileId);",
  replace: "$item = (object) ['size' => $size];",
};

const success = (what: string, isSuccess: string, requirement = 'UP-28'): LanguageMutant => ({
  requirement,
  what: `It takes ${what} for success.`,
  edits: [{ find: PROBLEM, replace: `check(${isSuccess}, 'not-finished', (string) $problem);` }, UNVERIFIED],
});

/** Mistakes with answers that report a failure, and with missing answers. */
export const ANSWERS: readonly LanguageMutant[] = [
  mutant(
    'UP-41',
    'It takes an absent free space for one without end.',
    FREE,
    "$free = $this->ask('getFreeSpace') ?? PHP_INT_MAX;",
  ),
  success('"0"', '!$problem'),
  success('what is no number', '(int) $problem === 0'),
  success('what is a number', "$problem === '' || $problem === null || is_numeric($problem)"),
  success('texts without "error" or "space"', "!preg_match('/error|space/i', (string) $problem)"),
  success(
    'what is no JSON',
    "json_decode((string) $problem) === null && !str_contains((string) $problem, ' ')",
  ),
  success('markup', "strip_tags((string) $problem) !== $problem || $problem === ''"),
  success(
    'texts that are no ASCII',
    "$problem === '' || $problem === null || !preg_match('/^[\\x00-\\x7f]*$/', $problem)",
  ),
  success('blanks', "trim((string) $problem) === ''", 'UP-56'),
  mutant(
    'UP-28',
    'It takes the answer of uploadFinishFile for a format.',
    PROBLEM,
    "check($problem === '' || $problem === null, 'not-finished', sprintf((string) $problem));",
  ),
  mutant(
    'UP-28',
    'It ends with 0 when finishing failed.',
    PROBLEM,
    'if ($problem) { fwrite(STDERR, $problem); exit(256); }',
  ),
  mutant(
    'UP-29',
    'It drops tags from the reason of a failure.',
    "'not-finished', (string) $problem)",
    "'not-finished', strip_tags((string) $problem))",
  ),
  mutant(
    'UP-29',
    'It loses letters beyond ASCII of the reason of a failure.',
    "'not-finished', (string) $problem)",
    "'not-finished', preg_replace('/[^\\x20-\\x7e]/', '', (string) $problem))",
  ),
  mutant(
    'UP-29',
    'It reports true as the reason of a failure.',
    "'not-finished', (string) $problem)",
    "'not-finished', (string) (bool) $problem)",
  ),
  mutant(
    'UP-30',
    'It waits for a text of success.',
    PROBLEM,
    "check($problem !== null, 'not-finished', 'there is no answer');\n            check($problem === '', 'not-finished', (string) $problem);",
  ),
  mutant('UP-36', 'It leaves reservations behind.', '            $this->cancel($fileId);\n', ''),
  mutant(
    'UP-38',
    'It passes over mutants.',
    "throw new Failure($fault->faultcode === 'HTTP' ? 'connection' : 'fault', \"$function: $fault->faultstring\");",
    "if ($fault->faultcode === 'HTTP') { throw new Failure('connection', $fault->faultstring); }\n            return match ($function) { 'uploadFinishFile' => '', 'getFileInfo' => (object) ['size' => $arguments[3] ?? null], default => PHP_INT_MAX };",
  ),
  mutant(
    'UP-38',
    'It takes a fault for an answer.',
    "'features' => SOAP_SINGLE_ELEMENT_ARRAYS,",
    "'features' => SOAP_SINGLE_ELEMENT_ARRAYS,\n                'exceptions' => false,",
  ),
  {
    requirement: 'UP-39',
    what: 'It takes a page for an empty answer of uploadFinishFile.',
    edits: [
      {
        find: 'throw new Failure($fault->faultcode ===',
        replace:
          "if ($function === 'uploadFinishFile' && in_array($fault->faultcode, ['Client', 'HTTP'], true)) { return ''; }\n            throw new Failure($fault->faultcode ===",
      },
      UNVERIFIED,
    ],
  },
  mutant(
    'UP-49',
    'It waits for the answer to a part without end.',
    'CURLOPT_TIMEOUT_MS => (int) ($this->left() * 500),',
    '',
  ),
  mutant('UP-51', 'It waits half a second for the answer to a part.', '(int) ($this->left() * 500)', '500'),
  mutant('UP-51', 'It waits a second for answers to calls.', 'max(2, (int) ($this->left() / 4))', '1'),
];
