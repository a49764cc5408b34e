/** Code of the PHP client: folder, name and size of a reservation. */
export const NAME = '(int) $dirId, $name, $size)';
/** Code of the PHP client: posts the file. */
export const POST = '$this->post($url, $fileId, $file);';
/** Code of the PHP client: the form field with the file id. */
export const ID_FIELD = "'resumableFileId' => (string) $fileId,";
/** Code of the PHP client: reads the result of the finish. */
export const PROBLEM = "check($problem === '' || $problem === null, 'not-finished', (string) $problem);";
/** Code of the PHP client: asks for the free space. */
export const FREE = "$free = $this->ask('getFreeSpace');";
