// Times are milliseconds since 1970. Files, histories and clocks show them with four digits of the year, as xsd:dateTime
// does (wsdl); the range is an assumption.

/** The start of the year 1 and the last millisecond of 9999. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

/** Whether a number is a time of the years 1 to 9999, in milliseconds since 1970: others have no form in XML. */
export const isTime = (ms: number): boolean => ms >= EARLIEST && ms <= LATEST;

/** The nearest time that can be shown. */
export const clampTime = (ms: number): number => Math.min(Math.max(ms, EARLIEST), LATEST);
