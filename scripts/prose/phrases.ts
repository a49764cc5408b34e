/** A word or phrase that the project does without. */
interface Phrase {
  /** Regular expression over one text; a blank also matches a line break inside a comment. */
  readonly pattern: string;
  /** What to write in its place, or why it is unclear. */
  readonly instead: string;
}

/** Blanks and letters of any case match; whole words only. Add a line here, and the test finds it everywhere. */
export const PHRASES: readonly Phrase[] = [
  { pattern: 'whoever', instead: 'name the actor: the user, the client, the test' },
  { pattern: 'whatever', instead: 'any, every, or the name of the thing' },
  { pattern: 'wherever', instead: 'everywhere that, or the place' },
  { pattern: 'nobody', instead: 'no client, no process, no test: programs are no persons' },
  { pattern: 'somebody', instead: 'a user, a client: programs are no persons' },
  { pattern: '(?:is|are|was|were|be|been) told', instead: 'gets, receives, is reported' },
  { pattern: 'tells? of', instead: 'reports, describes' },
  { pattern: 'stands', instead: 'is, or the exact verb' },
  { pattern: '(?:comes?|came|coming) about', instead: 'happens, or the cause as the subject' },
  { pattern: 'of its own|of their own', instead: 'separate, its own, or nothing' },
  { pattern: 'borne out', instead: 'confirmed' },
  { pattern: 'those that there (?:are|is)', instead: 'the list of them, all of them' },
  { pattern: "(?:it is )?the client's part to", instead: 'the client must' },
  {
    pattern: '(?:log|report|option|table|list|README|--\\w+) says',
    instead: 'reports, lists, prints, sets',
  },
  { pattern: '^#+ What', instead: 'a heading names its subject' },
];
