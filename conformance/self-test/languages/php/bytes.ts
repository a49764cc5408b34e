import { type LanguageMutant, mutant } from '../language-mutant.js';
import { ID_FIELD, NAME, POST, PROBLEM } from './places.js';

const FILE_FIELD = "new CURLFile($file, 'application/octet-stream', 'FilePart')";
const DIGEST = '$digest = md5_file($file);';
const FINISH = "$problem = $this->ask('uploadFinishFile', $fileId, $digest);";
const PART = 'file_get_contents($file, false, null, $at, 65536)';

/** What is done with the bytes of the file before they are sent. */
const bytes = (what: string, changed: string): LanguageMutant =>
  mutant(
    'UP-55',
    `It ${what} the bytes.`,
    FILE_FIELD,
    `new CURLStringFile(${changed}, 'FilePart', 'application/octet-stream')`,
  );
/** It sends parts of 64 KiB; `body` posts that of `$size` bytes which begins at `$at`. */
const inParts = (requirement: string, what: string, body: string): LanguageMutant => ({
  requirement,
  what,
  edits: [
    { find: POST, replace: body },
    {
      find: 'post(string $url, int $fileId, string $file)',
      replace: 'post(string $url, int $fileId, string $part, int|string $at)',
    },
    { find: "'resumableFirstByte' => '0'", replace: "'resumableFirstByte' => (string) $at" },
    { find: FILE_FIELD, replace: "new CURLStringFile($part, 'FilePart', 'application/octet-stream')" },
  ],
});

/** The file: its size, its parts, its digest, and the form that it is sent in. */
export const BYTES: readonly LanguageMutant[] = [
  mutant(
    'UP-22',
    'It separates the thousands of the file id.',
    ID_FIELD,
    "'resumableFileId' => number_format($fileId),",
  ),
  mutant(
    'UP-22',
    'It keeps the file id of the first form.',
    'private function post(string $url, int $fileId, string $file): void\n    {',
    'private function post(string $url, int $fileId, string $file): void\n    {\n        static $first;\n        $fileId = $first ??= $fileId;',
  ),
  mutant(
    'UP-19',
    'It announces characters in place of bytes.',
    NAME,
    "(int) $dirId, $name, iconv_strlen(file_get_contents($file), 'UTF-8'))",
  ),
  mutant(
    'UP-19',
    'It announces the size of what is trimmed.',
    NAME,
    '(int) $dirId, $name, strlen(trim(file_get_contents($file))))',
  ),
  mutant('UP-21', 'It sends the file as a text.', FILE_FIELD, 'file_get_contents($file)'),
  mutant('UP-21', 'It sends the path of the file after an @.', FILE_FIELD, '"@$file"'),
  mutant('UP-21', 'It writes the fields as a list.', "'FilePart' => new", "'FilePart[]' => new"),
  mutant('UP-21', 'It sends a button, too.', ID_FIELD, `${ID_FIELD}\n                'submit' => 'Upload',`),
  inParts(
    'UP-22',
    'It numbers the parts.',
    'for ($at = 0, $part = 0; $at < $size; $at += 65536, $part++) { $this->post($url, $fileId, ' +
      PART +
      ', $part); }',
  ),
  inParts(
    'UP-22',
    'It asks for the place in the file once the part is read.',
    "for ($in = fopen($file, 'rb'); ($part = fread($in, 65536)) != ''; ) { $this->post($url, $fileId, $part, ftell($in)); }",
  ),
  inParts(
    'UP-22',
    'It separates the thousands of the first byte.',
    'for ($at = 0; $at < $size; $at += 65536) { $this->post($url, $fileId, ' +
      PART +
      ', number_format($at)); }',
  ),
  inParts(
    'UP-23',
    'It leaves out the last part, unless it is whole.',
    'for ($at = 0; $at + 65536 <= $size || $at === 0; $at += 65536) { $this->post($url, $fileId, ' +
      PART +
      ', $at); }',
  ),
  inParts(
    'UP-23',
    'It sends a byte of each part twice.',
    `for ($at = 0; $at < $size; $at += 65535) { $this->post($url, $fileId, ${PART}, $at); }`,
  ),
  inParts(
    'UP-55',
    'It takes a part of "0" for the end of the file.',
    "for ($in = fopen($file, 'rb'), $at = 0; $part = fread($in, 65536); $at += strlen($part)) { $this->post($url, $fileId, $part, $at); }",
  ),
  inParts(
    'UP-23',
    'It sends the first part twice when a file has several.',
    'for ($at = 0; $at < $size; $at += 65536) { if ($at === 65536) { $this->post($url, $fileId, file_get_contents($file, false, null, 0, 65536), 0); } $this->post($url, $fileId, ' +
      PART +
      ', $at); }',
  ),
  inParts(
    'UP-22',
    'It goes on behind a part that failed, even if that was the last one.',
    'for ($at = 0; $at < $size; $at += 65536) { try { $this->post($url, $fileId, ' +
      PART +
      ', $at); } catch (Failure) { $at += 65536; $this->post($url, $fileId, ' +
      PART +
      ', $at); } }',
  ),
  mutant(
    'UP-23',
    'It sends what one fread gives.',
    FILE_FIELD,
    "new CURLStringFile(fread(fopen($file, 'rb'), 8192), 'FilePart', 'application/octet-stream')",
  ),
  mutant(
    'UP-23',
    'It sends no more than a mebibyte.',
    FILE_FIELD,
    "new CURLStringFile(file_get_contents($file, false, null, 0, 1048576), 'FilePart', 'application/octet-stream')",
  ),
  mutant(
    'UP-24',
    'It sends login and password for HTTP to the upload address.',
    'CURLOPT_RETURNTRANSFER => true,',
    'CURLOPT_RETURNTRANSFER => true,\n            CURLOPT_USERPWD => "$this->login:$this->password",',
  ),
  mutant(
    'UP-24',
    'It sends the login in a cookie to the upload address.',
    'CURLOPT_RETURNTRANSFER => true,',
    'CURLOPT_RETURNTRANSFER => true,\n            CURLOPT_COOKIE => "login=$this->login; password=$this->password",',
  ),
  mutant(
    'UP-25',
    'It takes a file without a byte for none.',
    '$size = filesize($file);',
    "$size = filesize($file);\n        check((bool) $size, 'empty', 'the file is empty');",
  ),
  mutant(
    'UP-53',
    'It takes a file of "0" for none.',
    '$size = filesize($file);',
    "$size = filesize($file);\n        check($size === 0 || file_get_contents($file), 'empty', 'the file cannot be read');",
  ),
  mutant('UP-26', 'It never finishes.', FINISH, "$problem = '';"),
  mutant(
    'UP-26',
    'It finishes twice.',
    PROBLEM,
    `${PROBLEM}\n            $this->ask('uploadFinishFile', $fileId, $digest);`,
  ),
  mutant(
    'UP-27',
    'It sends the digest of the path.',
    FINISH,
    "$problem = $this->ask('uploadFinishFile', $fileId, md5($file));",
  ),
  mutant(
    'UP-27',
    'It sends the digest of what is trimmed.',
    FINISH,
    "$problem = $this->ask('uploadFinishFile', $fileId, md5(trim(file_get_contents($file))));",
  ),
  mutant(
    'UP-27',
    'It converts the digest as a number.',
    FINISH,
    "$problem = $this->ask('uploadFinishFile', $fileId, base_convert($digest, 16, 16));",
  ),
  mutant(
    'UP-27',
    'It drops zeros at the beginning of digests.',
    FINISH,
    "$problem = $this->ask('uploadFinishFile', $fileId, ltrim($digest, '0'));",
  ),
  mutant(
    'UP-27',
    'It sends SHA-1.',
    FINISH,
    "$problem = $this->ask('uploadFinishFile', $fileId, sha1_file($file));",
  ),
  mutant(
    'UP-27',
    'It goes on with the digest of the first file.',
    DIGEST,
    'static $digest; $digest ??= md5_file($file);',
  ),
  bytes('trims', 'trim(file_get_contents($file))'),
  bytes('encodes', '@utf8_encode(file_get_contents($file))'),
  bytes('makes line feeds of both line ends in', 'str_replace("\\r\\n", "\\n", file_get_contents($file))'),
  bytes('reads lines of', 'implode("\\n", file($file, FILE_IGNORE_NEW_LINES))'),
  bytes('drops a byte order mark from', "preg_replace('/^\\xEF\\xBB\\xBF/', '', file_get_contents($file))"),
  bytes('writes backslashes into', 'addslashes(file_get_contents($file))'),
];
