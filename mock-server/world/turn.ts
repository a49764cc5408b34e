/** As it was when this was loaded: tests put clocks that stand still in its place. */
const later = setTimeout;

/** Gives other requests their turn. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    later(resolve, 0);
  });
