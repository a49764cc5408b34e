type Load = () => Promise<unknown>;

const PARTS = new Set<Load>();

/** Throws while no module can be loaded. */
let check = (): void => {};
let last: Promise<unknown> = Promise.resolve();

/** Makes every part wait for a check of the platform. @param loadable throws while no module can be loaded */
export function loadPartsOnlyIf(loadable: () => void): void {
  check = loadable;
}

/**
 * A module that loads with the first request for it, so that the start is short. Node keeps an import that failed
 * once, such as for want of file descriptors, and fails it again until the process ends. So an import only begins when
 * the platform can finish it, and one at a time, as two need more than was checked.
 *
 * @param when `in advance`: with `loadLateParts`, or with the first request for it; `on demand`: only with that
 * @returns a function that loads the part once; it rejects with the error of the check, and tries again next time
 */
export function latePart<Part>(
  load: () => Promise<Part>,
  when: 'in advance' | 'on demand' = 'in advance',
): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  const loadOnce = (): Promise<Part> => {
    if (part) return part;
    const loading = last.then(() => {
      check();
      return load();
    });
    part = loading;
    last = loading.catch(() => {
      part = undefined;
    });
    return loading;
  };
  if (when === 'in advance') PARTS.add(loadOnce);
  return loadOnce;
}

/** Loads all parts but those on demand, one after the other, including those that they register. */
export async function loadLateParts(): Promise<void> {
  for (const load of PARTS) await load();
}
