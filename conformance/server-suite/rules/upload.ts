import type { ServerRequirement } from './server-requirement.js';

export const SESSION_KEY: ServerRequirement = {
  id: 'SV-15',
  title: 'A session key is given for a folder that can be uploaded to.',
  level: 'must',
  evidence: { source: 'howto', about: 'session key' },
};

export const DATA_CENTER: ServerRequirement = {
  id: 'SV-16',
  title: 'The data center of an upload is above 0 and has an address.',
  level: 'must',
  evidence: { source: 'howto', about: 'data center' },
};

export const UPLOAD_ADDRESS: ServerRequirement = {
  id: 'SV-17',
  title: 'The upload address of a data center and a session key begins with http.',
  level: 'must',
  evidence: { source: 'howto', about: 'upload address' },
};

export const FILE_ID: ServerRequirement = {
  id: 'SV-18',
  title: 'A file that fits is reserved under an id above 0 that no other file has.',
  level: 'must',
  evidence: { source: 'howto', about: 'file id' },
};

export const PART_TAKEN: ServerRequirement = {
  id: 'SV-19',
  title: 'A part that is posted with id, first byte and bytes is taken.',
  level: 'must',
  evidence: { source: 'howto', about: 'sending the parts' },
};

export const FINISHED: ServerRequirement = {
  id: 'SV-20',
  title: 'A file that was sent whole is finished by its MD5 and holds just its bytes.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish' },
};

export const PARTS_JOINED: ServerRequirement = {
  id: 'SV-21',
  title: 'Parts that are sent from first to last are joined to the file.',
  level: 'must',
  evidence: { source: 'howto', about: 'parts; finish joins them' },
};

export const ANY_ORDER: ServerRequirement = {
  id: 'SV-22',
  title: 'Parts may come in any order: each goes to its first byte.',
  level: 'must',
  evidence: { source: 'howto', about: 'first byte of a part' },
};

export const PART_TWICE: ServerRequirement = {
  id: 'SV-23',
  title: 'A part that is sent again with the same bytes does no harm.',
  level: 'should',
  evidence: { source: 'client', about: 'a part is repeated after a lost answer' },
};

export const EMPTY_FILE: ServerRequirement = {
  id: 'SV-24',
  title: 'A file of no bytes is finished without a part.',
  level: 'may',
  evidence: { source: 'assumption', about: 'web clients do not send empty files' },
};

export const WRONG_DIGEST: ServerRequirement = {
  id: 'SV-25',
  title: 'A file is not finished by the MD5 of other bytes: there is a message, and no file.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish: md5' },
};

export const MISSING_PART: ServerRequirement = {
  id: 'SV-26',
  title: 'A file of which a part is missing is not finished: there is a message, and no file.',
  level: 'must',
  evidence: { source: 'howto', about: 'finish joins the parts' },
};

export const AFTER_REFUSAL: ServerRequirement = {
  id: 'SV-27',
  title: 'After a refused finish, sending what was missing is enough to finish.',
  level: 'may',
  evidence: { source: 'assumption', about: 'a refused finish keeps the parts' },
};

export const TRUE_NAME: ServerRequirement = {
  id: 'SV-28',
  title: 'A file has the very name it was reserved under, whatever characters it has.',
  level: 'must',
  evidence: { source: 'howto', about: 'name of the file' },
};

export const TRUE_PLACE: ServerRequirement = {
  id: 'SV-29',
  title: 'A file is in the folder it was reserved in, with the size it was reserved with.',
  level: 'must',
  evidence: { source: 'howto', about: 'folder and size of the file' },
};

export const SIDE_BY_SIDE: ServerRequirement = {
  id: 'SV-30',
  title: 'Uploads whose parts come in turns do not mix.',
  level: 'must',
  evidence: { source: 'client', about: 'several uploads at a time' },
};

export const NOT_BEFORE_FINISH: ServerRequirement = {
  id: 'SV-31',
  title: 'A file is not listed before it is finished.',
  level: 'may',
  evidence: { source: 'assumption', about: 'an upload becomes a file with finish' },
  assumption: 'completion',
};

export const CANCELLED: ServerRequirement = {
  id: 'SV-32',
  title: 'A cancelled upload is gone: it is known no more and cannot be finished.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'uploadCancelFile, uploadStartedFileExists' },
};

export const CONTENT_REPLACED: ServerRequirement = {
  id: 'SV-33',
  title: 'An update replaces the bytes of a file under the same id, and the name if there is a new one.',
  level: 'should',
  evidence: { source: 'wiki', about: 'uploadStartFileUpdate' },
};

export const FINISHED_TWICE: ServerRequirement = {
  id: 'SV-34',
  title: 'To finish a finished file again, with the same MD5, is answered like the first time.',
  level: 'may',
  evidence: { source: 'assumption', about: 'finish is repeated after a lost answer' },
};

export const SAME_NAME: ServerRequirement = {
  id: 'SV-100',
  title: 'A name can be reserved twice in a folder: there are two files then.',
  level: 'may',
  evidence: { source: 'assumption', about: 'files are told from one another by their ids' },
  assumption: 'upload-clash',
};

export const UPPER_CASE: ServerRequirement = {
  id: 'SV-101',
  title: 'The MD5 of a file may be written in upper case.',
  level: 'may',
  evidence: { source: 'assumption', about: 'hex digits mean the same in either case' },
};
