/** The check of an option, for the command line and the library alike. */
export interface OptionValue {
  readonly isRight: (text: string) => boolean;
  /** The message, which follows the option's name. */
  readonly problem: string;
}

/** A bearer token travels in a header. */
export const TOKEN: OptionValue = {
  isRight: (text) => /^[\x21-\x7e]{1,1000}$/.test(text),
  problem: 'must have 1 to 1000 visible ASCII characters, and no others',
};

/** A host name without a port, as in the Host header. */
export const HOST_NAME: OptionValue = {
  isRight: (text) => /^[\w.-]{1,255}$/.test(text),
  problem: 'must be a name such as fake.example, without a port',
};

/** The address that clients reach the server by. It has no query, as paths are appended to it. */
export const PUBLIC_URL: OptionValue = {
  isRight: (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return (
      url !== undefined && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
    );
  },
  problem: 'must begin with http:// or https:// and have no query, such as https://fake.example/4shared',
};

/** The highest port of TCP. */
export const LARGEST_PORT = 65_535;

/** The longest timeout of the platform's timers, in milliseconds. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** An address without slashes at its end. */
export const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/** An origin as browsers send it; `null` is that of local files, `*` any. */
export const ORIGIN: OptionValue = {
  isRight: (text) =>
    text === '*' ||
    text === 'null' ||
    (!text.includes('*') && URL.canParse(text) && new URL(text).origin === text),
  problem: 'must be an origin such as http://localhost:3000, without a path, or * for all',
};
