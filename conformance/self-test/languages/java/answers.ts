import type { LanguageMutant } from '../language-mutant.js';
import { IS_FINISHED, member, mutant, NOT_LOOKED, type Replaced } from './edits.js';

/** It does not look afterwards whether the file is there, either. */
const success = (what: string, isSuccess: string, requirement = 'UP-28'): LanguageMutant =>
  mutant(requirement, `It takes ${what} for success.`, [IS_FINISHED, isSuccess], NOT_LOOKED);

const UPLOAD = 'long id = client.upload(Path.of(args.get("file")), args.get("name"), folder, deadline);';
const largest = (replace: string): Replaced => [
  'long largest = ask(deadline, soap -> soap.getMaxFileSize(login, password));',
  replace,
];

/** What is made of the answers of the service. */
export const ANSWERS: readonly LanguageMutant[] = [
  success('texts of several lines', 'problem == null || !problem.matches(".+")'),
  success(
    '"ok", in upper or lower case,',
    'problem == null || problem.isEmpty() || problem.equalsIgnoreCase("ok")',
  ),
  mutant('UP-32', 'It catches and prints all exceptions, and reports success.', [
    UPLOAD,
    'long id = 0;\n                try {\n                    id = client.upload(Path.of(args.get("file")), args.get("name"), folder, deadline);\n                } catch (Exception problem) {\n                    problem.printStackTrace();\n                }',
  ]),
  mutant(
    'UP-32',
    'It returns from a finally.',
    [
      UPLOAD,
      'long id = 1;\n                try {\n                    id = client.upload(Path.of(args.get("file")), args.get("name"), folder, deadline);\n                } finally {\n                    return Map.of("fileId", String.valueOf(id));\n                }',
    ],
    [
      '                return Map.of("fileId", String.valueOf(id));\n            case "list"',
      '            case "list"',
    ],
  ),
  mutant('UP-16', 'It goes on with any file id but 0.', [
    'Failure.check(id > 0, "no-file"',
    'Failure.check(id != 0, "no-file"',
  ]),
  mutant(
    'UP-02',
    'It asks for the largest size once, for all accounts.',
    largest(
      'if (known == 0) known = ask(deadline, soap -> soap.getMaxFileSize(login, password));\n        long largest = known;',
    ),
    member('    private static volatile long known;'),
  ),
];
