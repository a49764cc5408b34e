/** What a form may hold. Only the size of the file has no limit here: that is the world's to say. */
export const FORM_LIMITS = {
  fieldNameSize: 100,
  fieldSize: 8 * 1024,
  fields: 100,
  fileSize: Number.POSITIVE_INFINITY,
  /** Fields for files: pages of the site had many, of which all but one may be empty. */
  files: 20,
  parts: 101,
  headerPairs: 50,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
};
