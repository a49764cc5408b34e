import type { Account } from '../accounts/accounts.js';

/** Who may change a field of the sharing properties: every owner, or only a premium account. */
type ChangedBy = 'all' | 'premium';

const field = <const Preset extends boolean | string>(preset: Preset, changedBy: ChangedBy = 'all') => ({
  preset,
  changedBy,
});

/**
 * The sharing properties (wsdl): presets, and which accounts may change them. Meaning of a
 * field: client (labels of the web dialog); presets and that a subdomain takes a premium account: assumption.
 * Fields that only decide how the web site looks are kept and have no effect.
 */
const FIELDS = {
  createSubFolders: field(false),
  delete: field(false),
  /** Without effect: every upload belongs to an account. */
  disableAnonimUpload: field(true),
  emailOnUpload: field(false),
  embed: field(true),
  fileProperties: field(false),
  moderator: field(false),
  /** Without effect: there is no operation that makes a file public. */
  onlyPublic: field(false),
  /** The one that the owner chose; empty when there is none. */
  password: field(''),
  publicSearch: field(false),
  search: field(true),
  shared: field(false),
  subdomainAllowed: field(false, 'premium'),
  /** Empty when there is none. */
  subdomainName: field('', 'premium'),
  thumbNailOn: field(true),
  updateFiles: field(false),
  upload: field(false),
  viewModeDetails: field(true),
  viewSubfolders: field(true),
  webGrab: field(false),
} as const;

type SharingField = keyof typeof FIELDS;

/** The values of all fields; texts are empty where there is none. */
export type SharingProperties = {
  readonly [Name in SharingField]: (typeof FIELDS)[Name]['preset'] extends boolean ? boolean : string;
};

/** Values of some fields. */
export type ChosenSharing = {
  readonly [Name in SharingField]?: SharingProperties[Name] | undefined;
};

/** Something for each field. */
export function eachField<Value>(valueFor: (name: SharingField) => Value): Record<SharingField, Value> {
  const names = Object.keys(FIELDS) as SharingField[];
  // Every name is there.
  return Object.fromEntries(names.map((name) => [name, valueFor(name)])) as Record<SharingField, Value>;
}

/** The properties of a folder that was never shared. */
export const UNSHARED: SharingProperties = merge({}, () => undefined);

/** Which fields an account may change for its folders. */
export function changeable(account: Account): Record<SharingField, boolean> {
  return eachField((name) => FIELDS[name].changedBy === 'all' || account.premium);
}

/** Given values, and the presets for the rest. */
export function withPresets(chosen: ChosenSharing): SharingProperties {
  return merge(UNSHARED, (name) => chosen[name]);
}

/** The properties after a change by an account: values that it may not change stay (assumption). */
export function changed(
  present: SharingProperties,
  wanted: SharingProperties,
  account: Account,
): SharingProperties {
  const may = changeable(account);
  return merge(present, (name) => (may[name] ? wanted[name] : undefined));
}

function merge(
  under: Partial<SharingProperties>,
  over: (name: SharingField) => boolean | string | undefined,
): SharingProperties {
  // Each value comes from the same field of an object of that type.
  return eachField((name) => over(name) ?? under[name] ?? FIELDS[name].preset) as SharingProperties;
}
