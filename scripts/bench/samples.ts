import type { Fixture } from '../../mock-server/index.js';

/** The account of every benchmark. */
export const LOGIN = 'bench@example.com';
/** The password of every account of a benchmark. */
export const PASSWORD = 'secret';

/** A SOAP request with positional arguments. */
export function envelope(operation: string, ...args: readonly (string | number)[]): string {
  const parts = [LOGIN, PASSWORD, ...args].map((arg, i) => `<arg${i}>${arg}</arg${i}>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><n:${operation} xmlns:n="http://api.soap.shared.pmstation.com/">${parts}</n:${operation}></S:Body></S:Envelope>`;
}

const fileName = (i: number): string => `photo-${String(i).padStart(6, '0')}.jpg`;

/** An account with `count` files in its root. */
export const listingFixture = (count: number): Fixture => ({
  accounts: [
    {
      login: LOGIN,
      password: PASSWORD,
      files: Array.from({ length: count }, (_, i) => ({
        name: fileName(i),
        text: 'x',
        date: 1_600_000_000_000,
      })),
    },
  ],
});

/** The same item for servers of other libraries. */
export const sampleItem = (i: number): Record<string, string> => ({
  date: '2020-09-13T12:26:40.000Z',
  directory: 'false',
  downloadCount: '0',
  downloadLink: `http://127.0.0.1:4040/photo/abcdefgh/photo-${i}.html`,
  empty: 'false',
  id: String(1_000_000_001 + i),
  md5: '9dd4e461268c8034f5c8564e155c67a6',
  name: fileName(i),
  parentId: '1000000000',
  removed: 'false',
  shared: 'false',
  size: '1',
  version: '1',
});
