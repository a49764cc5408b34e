import { edit, type Fault } from '../fault.js';

/** Faults in what a client does besides uploads. */
export const ACCOUNTS: readonly Fault[] = [
  {
    requirement: 'OP-01',
    what: 'It keeps the free space in a double.',
    edits: [
      edit(
        'client.js',
        `return String(wholeNumber(await (await this.#service).ask('getFreeSpace'), 'getFreeSpace'));`,
        `return String(BigInt(Number(wholeNumber(await (await this.#service).ask('getFreeSpace'), 'getFreeSpace'))));`,
      ),
    ],
    consequences: [],
  },
  {
    requirement: 'OP-02',
    what: 'It tells sizes in whole kilobytes.',
    edits: [
      edit(
        'client.js',
        'return { id, name, size,',
        'return { id, name, size: String(Math.ceil(size / 1024) * 1024),',
      ),
    ],
    consequences: ['OP-09'],
  },
  {
    requirement: 'OP-02',
    what: 'It lists no more than the first item.',
    edits: [edit('client.js', '[items.item].flat();', '[items.item].flat().slice(0, 1);')],
    consequences: ['OP-09'],
  },
  {
    requirement: 'OP-03',
    what: 'It makes every folder in the root.',
    edits: [edit('client.js', `ask('createNewFolder', dirId, name)`, `ask('createNewFolder', '-1', name)`)],
    consequences: [],
  },
  {
    requirement: 'OP-04',
    what: 'It claims to have made a folder when it was refused.',
    edits: [edit('client.js', 'if (id > 0n)', 'if (id <= 0n) return dirId; if (id > 0n)')],
    consequences: [],
  },
  {
    requirement: 'OP-05',
    what: 'It writes the bytes to another place.',
    edits: [edit('client.js', 'createWriteStream(to)', `createWriteStream(\`\${to}.part\`)`)],
    consequences: [],
  },
  {
    requirement: 'OP-06',
    what: 'It takes a download that broke off for done.',
    edits: [edit('client.js', 'throw failureOf(error);', 'return;')],
    consequences: [],
  },
  {
    requirement: 'OP-07',
    what: 'It keeps the id of what is to be deleted in 32 bits.',
    edits: [
      edit('client.js', `ask('deleteFile', fileId)`, `ask('deleteFile', BigInt.asIntN(32, BigInt(fileId)))`),
    ],
    consequences: [],
  },
  {
    requirement: 'OP-07',
    what: 'It deletes nothing.',
    edits: [edit('client.js', `ask('deleteFile', fileId)`, `ask('getFreeSpace')`)],
    consequences: [],
  },
  {
    requirement: 'OP-08',
    what: 'It does not wait for what comes of deleting.',
    edits: [edit('client.js', `ask('deleteFile', fileId)`, `ask('deleteFile', fileId).catch(() => {})`)],
    consequences: [],
  },
  {
    requirement: 'OP-09',
    what: 'It drops the blanks around names.',
    edits: [edit('client.js', 'return { id, name, size,', 'return { id, name: name.trim(), size,')],
    consequences: [],
  },
];
