// The texts of the faults that the operations document.

export const WRONG_CREDENTIALS = 'Invalid login or password';
export const NO_FILE = 'File not found';
export const NO_FOLDER = 'Folder not found';
export const ROOT_STAYS = 'The root folder cannot be removed';
/** A text that is not there, as the original answers it. */
export const NO_PREVIEW = 'Method Parameter: return cannot be null. This is BP 1.1 R2211 violation.';
export const BAD_LINK = 'The file link that you requested is not valid';

/** What the call of an operation that jax2 has not is answered with, in the text that the service gives it. */
export const UNKNOWN_OPERATION = /^Cannot find dispatch method for \{.*\}\w+$/;
