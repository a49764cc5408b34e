import { edit, type LanguageVariant, right } from './language-mutant.js';
import { FREE, POST } from './php/places.js';

const variant = (what: string, find: string, replace: string): LanguageVariant =>
  right(what, edit(find, replace));

const POSTING = 'CURLOPT_RETURNTRANSFER => true,';
const CONNECTION = 'CURLOPT_PROTOCOLS =>';
const SOAP = "'cache_wsdl' => WSDL_CACHE_NONE,";
const KEY = "$key = $this->ask('createUploadSessionKey', (int) $dirId);";
const CENTER = "$center = $this->ask('getNewFileDataCenter');";

const posting = (what: string, option: string): LanguageVariant =>
  variant(what, POSTING, `${POSTING}\n            ${option}`);

/** It sends parts of 64 KiB by `body`. */
const inParts = (what: string, body: string): LanguageVariant => ({
  what,
  edits: [
    { find: POST, replace: body },
    {
      find: 'post(string $url, int $fileId, string $file)',
      replace: 'post(string $url, int $fileId, string $part, int $at)',
    },
    { find: "'resumableFirstByte' => '0'", replace: "'resumableFirstByte' => (string) $at" },
    {
      find: "new CURLFile($file, 'application/octet-stream', 'FilePart')",
      replace: "new CURLStringFile($part, 'FilePart', 'application/octet-stream')",
    },
  ],
});
const PART = 'file_get_contents($file, false, null, $at, 65536)';

/** Other ways of PHP that are as right. */
export const PHP_VARIANTS: readonly LanguageVariant[] = [
  variant(
    'It speaks HTTP/1.0 to the upload address.',
    CONNECTION,
    `CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_0,\n            ${CONNECTION}`,
  ),
  variant(
    'It has a connection for each form and each download.',
    CONNECTION,
    `CURLOPT_FORBID_REUSE => true,\n            ${CONNECTION}`,
  ),
  posting('It waits for 100 Continue.', "CURLOPT_HTTPHEADER => ['Expect: 100-continue'],"),
  posting('It sends its forms in chunks.', "CURLOPT_HTTPHEADER => ['Transfer-Encoding: chunked'],"),
  posting('It follows redirects of the upload address.', 'CURLOPT_FOLLOWLOCATION => true,'),
  variant(
    'It keeps its curl handle.',
    '$curl = curl_init($url);',
    'static $curl;\n        $curl ??= curl_init();\n        curl_reset($curl);\n        curl_setopt($curl, CURLOPT_URL, $url);',
  ),
  variant('It keeps descriptions in memory.', SOAP, "'cache_wsdl' => WSDL_CACHE_MEMORY,"),
  variant('It has a connection for each call.', SOAP, `${SOAP}\n                'keep_alive' => false,`),
  variant(
    'It takes packed answers.',
    SOAP,
    `${SOAP}\n                'compression' => SOAP_COMPRESSION_ACCEPT | SOAP_COMPRESSION_GZIP,`,
  ),
  variant(
    'It logs in first, and asks whether it may upload.',
    FREE,
    `$this->ask('login');\n        $this->ask('hasRightUpload');\n        ${FREE}`,
  ),
  {
    what: 'It asks for the data center before the session key.',
    edits: [
      { find: KEY, replace: `${CENTER}\n        ${KEY}` },
      { find: `\n        ${CENTER}\n        check(`, replace: '\n        check(' },
    ],
  },
  variant('It prints what it does.', FREE, `fwrite(STDERR, "uploading $name\\n");\n        ${FREE}`),
  variant('It writes digests in capitals.', '$fileId, $digest);', '$fileId, strtoupper($digest));'),
  inParts(
    'It sends parts of 64 KiB.',
    `for ($at = 0; $at < $size; $at += 65536) { $this->post($url, $fileId, ${PART}, $at); }`,
  ),
  inParts(
    'It sends parts of 64 KiB, and tries each three times.',
    `for ($at = 0; $at < $size; $at += 65536) { for ($try = 1; ; $try++) { try { $this->post($url, $fileId, ${PART}, $at); break; } catch (Failure $failure) { if ($try === 3) { throw $failure; } } } }`,
  ),
];
