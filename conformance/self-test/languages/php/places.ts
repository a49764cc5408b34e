// Texts of the client that several mutants are edits of.
export const NAME = '(int) $dirId, $name, $size)';
export const POST = '$this->post($url, $fileId, $file);';
export const ID_FIELD = "'resumableFileId' => (string) $fileId,";
export const PROBLEM = "check($problem === '' || $problem === null, 'not-finished', (string) $problem);";
export const FREE = "$free = $this->ask('getFreeSpace');";
