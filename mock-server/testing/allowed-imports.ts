/** What any room of the conformance kit may import of the server: the front door, and the texts and shapes of what comes from outside. */
const FRONT_DOOR = [
  'mock-server/index.js',
  'mock-server/schemas',
  'mock-server/world/index.js',
  'mock-server/fixture',
  'wsdl',
];

/** What each room of the conformance kit may import of the others, from the ground up. */
const CONFORMANCE: Readonly<Record<string, readonly string[]>> = {
  drivers: ['kit.js', 'option-schemas.js', 'deadline.js'],
  'soap-client': [],
  // Knows no client and no server.
  engine: ['option-schemas.js'],
  // Shows what the suites have put into words, and knows no case.
  reports: ['kit.js', 'drivers', 'engine'],
  'client-suite': ['option-schemas.js', 'deadline.js', 'drivers', 'engine', 'reports'],
  'server-suite': [
    'option-schemas.js',
    'soap-client',
    'engine',
    'reports',
    // Names and contents that programs stumble over are the same for clients and servers.
    'client-suite/scenarios/names.js',
    'client-suite/scenarios/case-content.js',
  ],
  clients: ['drivers', 'soap-client'],
  doctor: ['deadline.js', 'drivers', 'reports', 'client-suite'],
  'self-test': ['drivers', 'engine', 'reports', 'client-suite', 'server-suite', 'clients'],
};

/** What each file directly in `mock-server/` may import: rooms, and other files there. */
const BESIDE_THE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  'asset.ts': [],
  'fake.ts': ['edge-cases', 'http', 'namespaces', 'world'],
  'given-namespace.ts': ['edge-cases', 'fixture', 'guard.js', 'journal', 'namespaces', 'schemas', 'world'],
  'given-options.ts': ['fixture', 'given-namespace.js', 'options.js', 'schemas'],
  'guard.ts': [],
  'index.ts': [
    ...['edge-cases', 'fixture', 'http', 'journal', 'namespaces', 'node', 'schemas', 'world'],
    ...['fake.js', 'given-options.js', 'options.js'],
  ],
  'late-parts.ts': [],
  'load-edge-accounts.ts': ['fixture', 'namespaces'],
  'option-values.ts': [],
  'options.ts': ['edge-cases', 'fixture', 'namespaces', 'option-values.js', 'schemas', 'world'],
  'version.ts': [],
  'waits.ts': [],
};

/** What each folder, and each file beside the rooms, may import besides itself. One direction: world <- operations <- http -> the rest. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  wsdl: [],
  'mock-server/world': [],
  'mock-server/operations': ['mock-server/world', 'wsdl'],
  // Shapes of what comes from outside, and the names that their messages suggest.
  'mock-server/schemas': ['mock-server/world'],
  'mock-server/soap': ['mock-server/schemas', 'wsdl'],
  'mock-server/edge-cases': ['mock-server/schemas', 'mock-server/soap', 'wsdl'],
  'mock-server/fixture': ['mock-server/world', 'mock-server/edge-cases', 'mock-server/schemas', 'wsdl'],
  // Journals read charsets and app designators as the service does, so that no spelling hides a password.
  'mock-server/journal': ['mock-server/soap', 'mock-server/world', 'mock-server/schemas', 'wsdl'],
  'mock-server/snapshots': ['mock-server/world', 'mock-server/schemas'],
  'mock-server/namespaces': [
    'mock-server/world',
    'mock-server/edge-cases',
    'mock-server/journal',
    'mock-server/schemas',
    'mock-server/snapshots',
  ],
  'mock-server/storage': ['mock-server/world'],
  // The certificate authority of a user, and certificates of hosts.
  'mock-server/certificates': [],
  'mock-server/media': ['mock-server/world'],
  'mock-server/control': [
    'mock-server/world',
    'mock-server/edge-cases',
    'mock-server/journal',
    'mock-server/namespaces',
    'mock-server/schemas',
    'mock-server/snapshots',
    'mock-server/storage/errors.js',
    'mock-server/fixture',
  ],
  // Errors of a storage differ from those of a client; pictures come from the platform.
  'mock-server/http': [
    'mock-server/control',
    'mock-server/world',
    'mock-server/operations',
    'mock-server/soap',
    'mock-server/edge-cases',
    'mock-server/journal',
    'mock-server/namespaces',
    'mock-server/options.js',
    'mock-server/snapshots',
    'mock-server/storage/errors.js',
    'mock-server/media/picture.js',
    'wsdl',
  ],
  // Readers of forms, each for a platform, are handed in like storages and scalers of pictures.
  'mock-server/forms': ['mock-server/http'],
  'mock-server/msw': [
    'mock-server/control/openapi.json',
    'mock-server/edge-cases',
    'mock-server/fake.js',
    'mock-server/forms',
    'mock-server/given-namespace.js',
    'mock-server/options.js',
    'mock-server/schemas',
    'mock-server/journal',
    'mock-server/load-edge-accounts.js',
    'mock-server/media',
    'mock-server/namespaces',
    'mock-server/http',
    'mock-server/storage',
    'mock-server/version.js',
    'mock-server/world',
    'mock-server/fixture',
    'wsdl',
  ],
  // The page uses the control API alone.
  'mock-server/ui': [],
  // Sockets, and what Node hands in.
  'mock-server/node': [
    'mock-server/certificates',
    'mock-server/edge-cases',
    'mock-server/fake.js',
    'mock-server/fixture',
    'mock-server/forms',
    'mock-server/given-options.js',
    'mock-server/options.js',
    'mock-server/http',
    'mock-server/load-edge-accounts.js',
    'mock-server/media',
    'mock-server/namespaces',
    'mock-server/storage',
    'mock-server/version.js',
    'mock-server/world',
    'wsdl',
  ],
  ...Object.fromEntries(
    Object.entries(BESIDE_THE_ROOMS).map(([file, allowed]) => [
      `mock-server/${file}`,
      ['wsdl', ...allowed.map((name) => `mock-server/${name}`)],
    ]),
  ),
  // The public faces, directly in that folder.
  conformance: FRONT_DOOR,
  ...Object.fromEntries(
    Object.entries(CONFORMANCE).map(([room, allowed]) => [
      `conformance/${room}`,
      [...FRONT_DOOR, ...allowed.map((name) => `conformance/${name}`)],
    ]),
  ),
};

/**
 * Rooms with one way in. Not among them: those whose files are apart on purpose, each for a platform (`storage`, `media`,
 * `forms`), a kind of input (`schemas`, `fixture`) or a program (`clients`), and those that only the front door (`node`, `msw`) or
 * scripts (`self-test`) import. What an index does not load is imported directly. In the kit that is slow, and many runs do without:
 * fast-check (`engine/search`), YAML (`read-known-failures`), formats of reports, requirements, and testbeds.
 */
export const ROOMS = [
  ...[
    'world',
    'operations',
    'soap',
    'edge-cases',
    'journal',
    'snapshots',
    'namespaces',
    'control',
    'http',
  ].map((room) => `mock-server/${room}`),
  ...['drivers', 'soap-client', 'engine', 'reports', 'client-suite', 'server-suite', 'doctor'].map(
    (room) => `conformance/${room}`,
  ),
];

/** Imported past the index of their rooms: `--help` needs these texts, and not the rooms. */
export const WITHOUT_THEIR_ROOMS = ['mock-server/namespaces/namespace-name.ts'];

/** Any folder may import these: they import nothing themselves. */
export const ANYBODY = ['mock-server/asset.js', 'mock-server/late-parts.js', 'mock-server/waits.js'];

export const PORTABLE = [
  'mock-server/world',
  'mock-server/operations',
  'mock-server/soap',
  'mock-server/edge-cases',
  'mock-server/journal',
  'mock-server/namespaces',
  'mock-server/snapshots',
  'mock-server/control',
  'mock-server/http',
  'wsdl',
];
