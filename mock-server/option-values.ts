/** What an option may be: the command line and the library say the same of it. */
export interface OptionValue {
  readonly isRight: (text: string) => boolean;
  /** What it must be, to follow its name. */
  readonly problem: string;
}

/** A bearer token travels in a header. */
export const TOKEN: OptionValue = {
  isRight: (text) => /^[\x21-\x7e]{1,1000}$/.test(text),
  problem: 'must have visible ASCII characters alone, at least one and at most 1000',
};

export const HOST_NAME: OptionValue = {
  isRight: (text) => /^[\w.-]{1,255}$/.test(text),
  problem: 'must be a name such as fake.example, without a port',
};

export const PUBLIC_URL: OptionValue = {
  isRight: (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return (
      url !== undefined && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
    );
  },
  problem: 'must begin with http:// or https:// and have no query, such as https://fake.example/4shared',
};

export const LARGEST_PORT = 65_535;

/** Milliseconds that a timer of the platform can wait. */
export const LONGEST_TIMER = 2 ** 31 - 1;

export const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

export const ORIGIN: OptionValue = {
  isRight: (text) =>
    text === '*' ||
    text === 'null' ||
    (!text.includes('*') && URL.canParse(text) && new URL(text).origin === text),
  problem: 'must be an origin such as http://localhost:3000, without a path, or * for all',
};
