import type { TrustFiles } from './trust-files.js';

/** Environment variables of a program; undefined: it must be unset. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Addresses that programs reach without the proxy. */
const NO_PROXY = 'localhost,127.0.0.1,::1';

/**
 * Variables with which programs trust the authority.
 * @param env the present environment, whose values are kept where a variable has several
 */
export function trustVariables({ ca, store, php }: TrustFiles, env = process.env): Variables {
  return {
    // OpenSSL itself, and with it Ruby, Go, .NET on Linux, Python's ssl and the streams of PHP.
    SSL_CERT_FILE: ca,
    CURL_CA_BUNDLE: ca,
    REQUESTS_CA_BUNDLE: ca,
    PERL_LWP_SSL_CA_FILE: ca,
    NODE_EXTRA_CA_CERTS: ca,
    // The libcurl of PHP looks at no variable. The empty element is the folder that PHP was built with.
    PHP_INI_SCAN_DIR: `${env['PHP_INI_SCAN_DIR'] ?? ''}:${php}`,
    JAVA_TOOL_OPTIONS: javaOptions(env, [
      `-Djavax.net.ssl.trustStore=${store}`,
      '-Djavax.net.ssl.trustStoreType=PKCS12',
      '-Djavax.net.ssl.trustStorePassword=changeit',
    ]),
  };
}

/**
 * Variables with which programs send their requests for the service to the fake, and trust it.
 * @param port of the fake
 * @param namespace user of the proxy
 */
export function proxyVariables(
  {
    host,
    port,
    namespace,
  }: { readonly host: string; readonly port: number; readonly namespace?: string | undefined },
  files: TrustFiles,
  env = process.env,
): Variables {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const proxy = `http://${namespace === undefined ? '' : `${namespace}@`}${authority}`;
  const trust = trustVariables(files, env);
  return {
    ...inBothCases({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: undefined, NO_PROXY }),
    // Node reads the variables of proxies from version 22.21 on, and LWP does, only if they say so.
    NODE_USE_ENV_PROXY: '1',
    PERL_LWP_ENV_PROXY: '1',
    ...trust,
    JAVA_TOOL_OPTIONS: javaOptions({ JAVA_TOOL_OPTIONS: trust['JAVA_TOOL_OPTIONS'] }, [
      ...['http', 'https'].flatMap((scheme) => [
        `-D${scheme}.proxyHost=${host}`,
        `-D${scheme}.proxyPort=${port}`,
      ]),
    ]),
  };
}

/** Variables of a program for which the hosts of the service are this machine. */
export const directVariables = (files: TrustFiles, env = process.env): Variables => ({
  ...inBothCases({
    HTTP_PROXY: undefined,
    HTTPS_PROXY: undefined,
    ALL_PROXY: undefined,
    NO_PROXY: undefined,
  }),
  ...trustVariables(files, env),
});

/** Programs look for either case; curl takes http_proxy in lower case only. */
const inBothCases = (variables: Variables): Variables =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => [
      [name, value],
      [name.toLowerCase(), value],
    ]),
  );

/** Java splits the variable at blanks, except in quotes. */
const javaOptions = (env: Variables, options: readonly string[]): string =>
  [env['JAVA_TOOL_OPTIONS'] ?? '', ...options.map((option) => (/\s/.test(option) ? `"${option}"` : option))]
    .filter((option) => option !== '')
    .join(' ');

/** The environment of a program with these variables. */
export function environmentWith(variables: Variables, env = process.env): NodeJS.ProcessEnv {
  const result = { ...env };
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) delete result[name];
    else result[name] = value;
  return result;
}
