const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** A number of bytes for people. @param bytes 64-bit, as decimal text */
export function bytes(bytes: string): string {
  let size = Number(bytes);
  let unit = 0;
  for (; size >= 1024 && unit < UNITS.length - 1; unit += 1) size /= 1024;
  return `${size.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${UNITS[unit]}`;
}

/** The share of a whole in percent, from 0 to 100. Both are 64-bit, as decimal texts. */
export function percent(share: string, whole: string): number {
  if (BigInt(whole) <= 0n) return 0;
  return Math.min(100, Number((BigInt(share) * 10_000n) / BigInt(whole)) / 100);
}

/** Time of day in the user's locale, with milliseconds. */
export const clockTime = (iso: string): string =>
  new Date(iso).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });

/** Date and time in the user's locale. */
export const dateTime = (iso: string): string =>
  new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
