/** The thrown error as a text with its name. */
export function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return 'nothing';
}
