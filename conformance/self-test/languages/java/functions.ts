import type { LanguageFault } from '../language-fault.js';
import { fault } from './edits.js';

const LISTED = '.collect(Collectors.toList());';
const DOWNLOADED = 'BodyHandlers.ofFile(partial)';
const IS_WHOLE = 'boolean isWhole = Files.size(partial) == item.getSize();';
const FREE = 'String.valueOf(client.space(deadline))';
const listed = (what: string, replace: string): LanguageFault => fault('OP-02', what, [LISTED, replace]);
const downloading = (what: string, wanted: string, read: string): LanguageFault =>
  fault(
    'OP-05',
    what,
    [DOWNLOADED, wanted],
    ['boolean isWhole', `${read}\n                boolean isWhole`],
    ['Files.size(partial) == item.getSize()', 'Files.exists(partial)'],
  );

/** What else the client does. */
export const FUNCTIONS: readonly LanguageFault[] = [
  fault('OP-01', 'It tells the free space as a double.', [
    FREE,
    'String.valueOf((long) (double) client.space(deadline))',
  ]),
  listed(
    'It takes the first item for granted.',
    '.collect(Collectors.collectingAndThen(Collectors.toList(), all -> all.get(0) == null ? List.of() : all));',
  ),
  fault('OP-02', 'It lists sizes as shorts.', [
    'String.valueOf(item.getSize())',
    'String.valueOf((short) item.getSize())',
  ]),
  fault('OP-04', 'It takes any number but 0 for a new folder.', [
    'Failure.check(id > 0, "no-folder"',
    'Failure.check(id != 0, "no-folder"',
  ]),
  downloading(
    'It downloads what is there at once.',
    'BodyHandlers.ofInputStream()',
    'try (InputStream body = answer.body()) {\n                    Files.write(partial, body.readNBytes(Math.max(1, body.available())));\n                }',
  ),
  fault('OP-11', 'It takes any answer for the file.', [IS_WHOLE, 'boolean isWhole = Files.exists(partial);']),
];
