/** Enough for most texts to be read in one piece, and little enough to be read fast. */
const WINDOW = 512;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The characters of a text as a reader counts them (Unicode's extended grapheme clusters), in time that grows as the
 * text does. V8 copies all of a text for each character that is cut off it, so that it has to be given little at once.
 */
export function* graphemes(text: string): Generator<string, void, undefined> {
  let window = WINDOW;
  for (let start = 0; start < text.length; ) {
    const end = wholeCharacters(text, start + window);
    const found = Array.from(segmenter.segment(text.slice(start, end)), ({ segment }) => segment);
    // What comes next may belong to the last one. No boundary before it depends on that, nor on what was before them.
    if (end < text.length) found.pop();
    window = found.length === 0 ? window * 2 : WINDOW;
    for (const one of found) start += one.length;
    yield* found;
  }
}

/** The end of a window that does not cut a surrogate pair in two. Half of a pair alone is a character. */
function wholeCharacters(text: string, end: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1)) ? end + 1 : end;
}
