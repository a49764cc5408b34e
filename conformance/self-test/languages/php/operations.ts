import { type LanguageMutant, mutant } from '../language-mutant.js';

const ITEMS = "$items = $this->ask('getItems', (int) $dirId)->item ?? [];";
const ITEM_ID = "'id' => (string) $item->id,";
const ITEM_NAME = "'name' => $item->name ?? '',";
const LOOKED_AT = "check(fstat($out)['size'] === ($item->size ?? null),";

/** What the client can do besides uploading. */
export const OPERATIONS: readonly LanguageMutant[] = [
  mutant(
    'OP-01',
    'It reports the free space as a float.',
    "['free' => (string) $this->ask('getFreeSpace')]",
    "['free' => sprintf('%.0f', $this->ask('getFreeSpace'))]",
  ),
  mutant(
    'OP-01',
    'It reports the free space in whole kibibytes.',
    "['free' => (string) $this->ask('getFreeSpace')]",
    "['free' => (string) (intdiv($this->ask('getFreeSpace'), 1024) * 1024)]",
  ),
  mutant('OP-02', 'It takes a single item for a list.', "'features' => SOAP_SINGLE_ELEMENT_ARRAYS,", ''),
  mutant(
    'OP-02',
    'It takes no item for a list.',
    ITEMS,
    "$items = $this->ask('getItems', (int) $dirId)->item;",
  ),
  mutant('OP-02', 'It lists ids as floats.', ITEM_ID, "'id' => sprintf('%.0f', $item->id),"),
  mutant(
    'OP-02',
    'It leaves out names that are false.',
    ITEMS,
    `${ITEMS}\n        $items = array_values(array_filter($items, fn (object $item) => $item->name));`,
  ),
  mutant(
    'OP-02',
    'It lists each name once.',
    ITEMS,
    `${ITEMS}\n        $items = array_values(array_column($items, null, 'name'));`,
  ),
  mutant(
    'OP-02',
    'It lists names as numbers where they are keys.',
    ITEMS,
    `${ITEMS}\n        foreach ($items as $item) { $item->name = is_numeric($item->name) ? (string) ($item->name + 0) : $item->name; }`,
  ),
  mutant(
    'OP-02',
    'It lists files alone.',
    ITEMS,
    `${ITEMS}\n        $items = array_values(array_filter($items, fn (object $item) => !$item->directory));`,
  ),
  mutant('OP-02', 'It takes folders for files.', "'directory' => $item->directory,", "'directory' => false,"),
  mutant(
    'OP-02',
    'It escapes the HTML of listed names.',
    ITEM_NAME,
    "'name' => htmlspecialchars($item->name ?? ''),",
  ),
  mutant(
    'OP-02',
    'It decodes listed names once more.',
    ITEM_NAME,
    "'name' => @utf8_decode($item->name ?? ''),",
  ),
  mutant(
    'OP-02',
    'It lists the ids of folders that are floats.',
    ITEMS,
    "$items = $this->ask('getItems', (int) (float) $dirId)->item ?? [];",
  ),
  mutant(
    'OP-02',
    'It lists no more than a hundred items.',
    ITEMS,
    `${ITEMS}\n        $items = array_slice($items, 0, 100);`,
  ),
  mutant('OP-09', 'It trims listed names.', ITEM_NAME, "'name' => trim($item->name ?? ''),"),
  mutant(
    'OP-03',
    'It makes folders in the root.',
    "ask('createNewFolder', (int) $dirId, $name)",
    "ask('createNewFolder', -1, $name)",
  ),
  mutant(
    'OP-03',
    'It trims names of folders.',
    "ask('createNewFolder', (int) $dirId, $name)",
    "ask('createNewFolder', (int) $dirId, trim($name))",
  ),
  mutant(
    'OP-03',
    'It escapes the HTML of names of folders.',
    "ask('createNewFolder', (int) $dirId, $name)",
    "ask('createNewFolder', (int) $dirId, htmlspecialchars($name))",
  ),
  mutant(
    'OP-03',
    'It reports the ids of folders as floats.',
    "['dirId' => (string) $folder]",
    "['dirId' => sprintf('%.0f', $folder)]",
  ),
  mutant(
    'OP-04',
    'It takes a negative id of a folder for true.',
    "check($folder > 0, 'no-folder'",
    "check((bool) $folder, 'no-folder'",
  ),
  mutant(
    'OP-05',
    'It downloads ids that are floats.',
    "$item = $this->ask('getFileInfo', (int) $fileId);\n        $page",
    "$item = $this->ask('getFileInfo', (int) (float) $fileId);\n        $page",
  ),
  mutant(
    'OP-05',
    'It trims what it downloads.',
    'rename("$to.part", $to);',
    'file_put_contents($to, trim(file_get_contents("$to.part")));',
  ),
  mutant(
    'OP-05',
    'It takes what it downloaded for nothing when it is "0".',
    'rename("$to.part", $to);',
    'check($item->size === 0 || file_get_contents("$to.part"), \'empty\', \'nothing came\');\n            rename("$to.part", $to);',
  ),
  mutant(
    'OP-05',
    'It encodes what it downloads.',
    'rename("$to.part", $to);',
    'file_put_contents($to, @utf8_encode(file_get_contents("$to.part")));',
  ),
  {
    requirement: 'OP-10',
    what: 'It downloads the page of the file.',
    edits: [
      { find: '$this->http($link, [CURLOPT_FILE', replace: '$this->http($page, [CURLOPT_FILE' },
      { find: LOOKED_AT, replace: 'check(true,' },
    ],
  },
  mutant('OP-11', 'It does not look at what it downloaded.', LOOKED_AT, 'check(true,'),
  mutant('OP-07', 'It claims to delete.', "$this->ask('deleteFile', (int) $fileId);", ''),
  mutant(
    'OP-07',
    'It deletes ids that are floats.',
    "$this->ask('deleteFile', (int) $fileId);",
    "$this->ask('deleteFile', (int) (float) $fileId);",
  ),
  mutant(
    'OP-08',
    'It passes over mutants of deleting.',
    "$this->ask('deleteFile', (int) $fileId);",
    "try { $this->ask('deleteFile', (int) $fileId); } catch (Failure) { }",
  ),
];
