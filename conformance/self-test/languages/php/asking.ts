import { type LanguageMutant, mutant } from '../language-mutant.js';
import { FREE, ID_FIELD, NAME, POST } from './places.js';

const LARGEST = "$largest = $this->ask('getMaxFileSize');";
const KEY = "$key = $this->ask('createUploadSessionKey', (int) $dirId);";
const URL = "$url = $this->soap('getUploadFormUrl', [$center, $key]);";
const STARTS_WITH_HTTP = "is_string($url) && preg_match('~^https?://~i', $url) === 1";
const START = "$fileId = $this->ask('uploadStartFile', (int) $dirId, $name, $size);";
const IS_ID = 'is_int($fileId) && $fileId > 0';

/** What is asked of the service before a byte is sent, and what comes back: limits, keys, addresses and ids. */
export const ASKING: readonly LanguageMutant[] = [
  mutant(
    'UP-01',
    'It asks for the free space once a process.',
    FREE,
    "static $free; $free ??= $this->ask('getFreeSpace');",
  ),
  mutant(
    'UP-02',
    'It asks for the largest size once a process.',
    LARGEST,
    "static $largest; $largest ??= $this->ask('getMaxFileSize');",
  ),
  mutant(
    'UP-03',
    'It takes no free space for one that is not known.',
    'check($size <= $free,',
    'check(!$free || $size <= $free,',
  ),
  mutant(
    'UP-03',
    'It compares whole kibibytes with the free space.',
    'check($size <= $free,',
    'check(intdiv($size, 1024) <= intdiv($free, 1024),',
  ),
  mutant(
    'UP-04',
    'It takes 0 for no limit of a file.',
    'check($size <= $largest,',
    'check(!$largest || $size <= $largest,',
  ),
  mutant(
    'UP-06',
    'It counts the free space in whole kibibytes.',
    'check($size <= $free,',
    'check($size <= intdiv($free, 1024) * 1024,',
  ),
  mutant(
    'UP-07',
    'It takes the largest size for the least one that is forbidden.',
    'check($size <= $largest,',
    'check($size < $largest,',
  ),
  mutant(
    'UP-53',
    'It reads the free space up to the first separator of thousands.',
    FREE,
    "$free = (int) number_format($this->ask('getFreeSpace'));",
  ),
  mutant(
    'UP-53',
    'It reads the largest size as 32 bits with a sign.',
    LARGEST,
    "$largest = unpack('l', pack('l', $this->ask('getMaxFileSize')))[1];",
  ),
  mutant(
    'UP-08',
    'It takes 0 for the root.',
    KEY,
    "$key = $this->ask('createUploadSessionKey', max(0, (int) $dirId));",
  ),
  mutant(
    'UP-09',
    'It asks for a session key for the root in any folder.',
    KEY,
    "$key = $this->ask('createUploadSessionKey', -1);",
  ),
  mutant(
    'UP-10',
    'It goes on with an empty session key.',
    "check(is_string($key) && $key !== '', 'no-session'",
    "check(isset($key), 'no-session'",
  ),
  mutant(
    'UP-10',
    'It goes on without a session key.',
    "check(is_string($key) && $key !== '', 'no-session'",
    "check($key !== '', 'no-session'",
  ),
  mutant(
    'UP-11',
    'It takes a negative data center for true.',
    "check($center > 0, 'no-data-center'",
    "check((bool) $center, 'no-data-center'",
  ),
  mutant(
    'UP-11',
    'It looks whether a data center was answered, and not at it.',
    "check($center > 0, 'no-data-center'",
    "check(is_int($center), 'no-data-center'",
  ),
  mutant(
    'UP-12',
    'It keeps the session key of the first upload.',
    KEY,
    "static $key; $key ??= $this->ask('createUploadSessionKey', (int) $dirId);",
  ),
  mutant(
    'UP-12',
    'It escapes the session key as in a query.',
    '[$center, $key]',
    '[$center, urlencode($key)]',
  ),
  mutant(
    'UP-12',
    'It escapes the HTML of the session key.',
    '[$center, $key]',
    '[$center, htmlspecialchars($key)]',
  ),
  mutant(
    'UP-12',
    'It trims the session key of signs of base64.',
    '[$center, $key]',
    "[$center, rtrim($key, '=')]",
  ),
  mutant(
    'UP-12',
    'It keeps two digits of the data center.',
    '[$center, $key]',
    '[(int) substr((string) $center, 0, 2), $key]',
  ),
  mutant(
    'UP-13',
    'It takes a position that is false for 0.',
    STARTS_WITH_HTTP,
    "is_string($url) && strpos($url, 'http') == 0",
  ),
  mutant(
    'UP-13',
    'It takes the address out of the text.',
    STARTS_WITH_HTTP,
    "is_string($url) && preg_match('~https?://\\S+~i', $url, $found) === 1 && ($url = $found[0])",
  ),
  mutant(
    'UP-14',
    'It loses the query of the address.',
    URL,
    `${URL}\n        $url = strtok((string) $url, '?');`,
  ),
  mutant(
    'UP-14',
    'It builds the query of the address anew, each name once.',
    POST,
    "[$base, $query] = explode('?', $url . '?'); parse_str(strtok($query, '#'), $pairs); $this->post($base . '?' . http_build_query($pairs), $fileId, $file);",
  ),
  mutant(
    'UP-14',
    'It unescapes the address.',
    POST,
    "$this->post(str_replace(' ', '+', urldecode($url)), $fileId, $file);",
  ),
  mutant(
    'UP-14',
    'It escapes the HTML of the address.',
    POST,
    '$this->post(htmlspecialchars($url), $fileId, $file);',
  ),
  mutant(
    'UP-53',
    'It loses the port of the address.',
    POST,
    "['scheme' => $scheme, 'host' => $host, 'path' => $path, 'query' => $query] = parse_url($url); $this->post(\"$scheme://$host$path?$query\", $fileId, $file);",
  ),
  mutant(
    'UP-47',
    'It trims the address.',
    URL,
    "$url = trim((string) $this->soap('getUploadFormUrl', [$center, $key]));",
  ),
  mutant(
    'UP-58',
    'It takes the scheme of the address for letters of one case.',
    "'~^https?://~i'",
    "'~^https?://~'",
  ),
  mutant(
    'UP-57',
    'It posts to https addresses without TLS.',
    POST,
    "$this->post(preg_replace('~^https:~i', 'http:', $url), $fileId, $file);",
  ),
  mutant('UP-16', 'It takes a negative file id for true.', IS_ID, '(bool) $fileId'),
  mutant('UP-16', 'It goes on with the file id 0.', IS_ID, 'is_int($fileId) && $fileId >= 0'),
  mutant(
    'UP-17',
    'It keeps file ids as floats.',
    START,
    `${START}\n        $fileId = (int) (float) $fileId;`,
  ),
  mutant('UP-17', 'It keeps 32 bits of file ids.', START, `${START}\n        $fileId &= 0xFFFFFFFF;`),
  mutant(
    'UP-17',
    'It sends file ids with fourteen digits.',
    ID_FIELD,
    "'resumableFileId' => (string) (float) $fileId,",
  ),
  mutant(
    'UP-17',
    'It rounds the file ids that it sends.',
    ID_FIELD,
    "'resumableFileId' => number_format($fileId, 0, '', ''),",
  ),
  mutant(
    'UP-17',
    'It reports file ids as floats.',
    "return ['fileId' => (string) $fileId];",
    "return ['fileId' => sprintf('%.0f', $fileId)];",
  ),
  mutant('UP-20', 'It reserves in the root for any folder.', NAME, '-1, $name, $size)'),
  mutant(
    'UP-20',
    'It keeps ids of folders as floats.',
    '$size = filesize($file);',
    '$size = filesize($file);\n        $dirId = (int) (float) $dirId;',
  ),
  {
    requirement: 'UP-53',
    what: 'It calls the service of the first account.',
    edits: [
      { find: 'private ?SoapClient $soap = null;', replace: 'private static ?SoapClient $soap = null;' },
      { find: '$this->soap ??= new', replace: 'self::$soap ??= new' },
      { find: 'return $this->soap->', replace: 'return self::$soap->' },
    ],
  },
];
