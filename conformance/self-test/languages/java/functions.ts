import type { LanguageMutant } from '../language-mutant.js';
import { mutant } from './edits.js';

const LISTED = '.collect(Collectors.toList());';
const DOWNLOADED = 'BodyHandlers.ofFile(partial)';
const IS_WHOLE = 'boolean isWhole = Files.size(partial) == item.getSize();';
const FREE = 'String.valueOf(client.space(deadline))';
const listed = (what: string, replace: string): LanguageMutant => mutant('OP-02', what, [LISTED, replace]);
const downloading = (what: string, wanted: string, read: string): LanguageMutant =>
  mutant(
    'OP-05',
    what,
    [DOWNLOADED, wanted],
    ['boolean isWhole', `${read}\n                boolean isWhole`],
    ['Files.size(partial) == item.getSize()', 'Files.exists(partial)'],
  );

/** What else the client does. */
export const FUNCTIONS: readonly LanguageMutant[] = [
  mutant('OP-01', 'It reports the free space as a double.', [
    FREE,
    'String.valueOf((long) (double) client.space(deadline))',
  ]),
  listed(
    'It takes the first item for granted.',
    '.collect(Collectors.collectingAndThen(Collectors.toList(), all -> all.get(0) == null ? List.of() : all));',
  ),
  mutant('OP-02', 'It lists sizes as shorts.', [
    'String.valueOf(item.getSize())',
    'String.valueOf((short) item.getSize())',
  ]),
  mutant('OP-04', 'It takes any number but 0 for a new folder.', [
    'Failure.check(id > 0, "no-folder"',
    'Failure.check(id != 0, "no-folder"',
  ]),
  downloading(
    'It downloads what is there at once.',
    'BodyHandlers.ofInputStream()',
    'try (InputStream body = answer.body()) {\n                    Files.write(partial, body.readNBytes(Math.max(1, body.available())));\n                }',
  ),
  mutant('OP-11', 'It takes any answer for the file.', [
    IS_WHOLE,
    'boolean isWhole = Files.exists(partial);',
  ]),
];
