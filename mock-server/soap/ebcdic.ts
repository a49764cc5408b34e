/** The Latin-1 character of each byte in IBM037, in hexadecimal digits. Generated once from the charsets of the JDK. */
const IBM037 =
  '000102039c09867f978d8e0b0c0d0e0f101112139d0a08871819928f1c1d1e1f80818283840a171b88898a8b8c050607909116939495960498999a9b14159e1a' +
  '20a0e2e4e0e1e3e5e7f1a22e3c282b7c26e9eaebe8edeeefecdf21242a293bac2d2fc2c4c0c1c3c5c7d1a62c255f3e3ff8c9cacbc8cdcecfcc603a2340273d22' +
  'd8616263646566676869abbbf0fdfeb1b06a6b6c6d6e6f707172aabae6b8c6a4b57e737475767778797aa1bfd0dddeae5ea3a5b7a9a7b6bcbdbe5b5dafa8b4d7' +
  '7b414243444546474849adf4f6f2f3f57d4a4b4c4d4e4f505152b9fbfcf9faff5cf7535455565758595ab2d4d6d2d3d530313233343536373839b3dbdcd9da9f';

/** The bytes in which the other pages differ from it, each with its character. From the JDK, too. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  '037': '',
  '500': '4a[4f!5a]5f^b0¢ba¬bb|',
  '1047': '25\x855f^ad[b0¬baÝbb¨bd]',
  '273': '43{4aÄ4f!59~5aÜ5f^63[6aö7c§a1ßb0¢b5@ba¬bb|c0äcc¦d0üdc}e0Öec\\fc]',
  '277': '47}4a#4f!5a¤5bÅ5f^67$6aø70¦7bÆ7cØ80@9c{9e[9f]a1üb0¢ba¬bb|c0æd0ådc~',
  '278': '43{47}4a§4f!51`5a¤5bÅ5f^63#67$6aö71\\79é7bÄ7cÖ9f]a1üb0¢b5[ba¬bb|c0äcc¦d0ådc~e0Éec@',
  '280': '44{48\\4a°4f!51]54}58~5aé5f^6aò79ù7b£7c§90[a1ìb0¢b1#b5@ba¬bb|c0àcd¦d0èdd`e0ç',
  '284': '49¦4a[5a]69#6añ7bÑa1¨b0¢ba^bb!bd~',
  '285': '4a$5b£a1¯b0¢b1[ba^bc~',
  '297': '44@48\\4a°4f!51{54}5a§5f^6aù79µ7b£7cà90[a0`a1¨b0¢b1#b5]ba¬bb|bd~c0éd0èdd¦e0ç',
  '871': '4aÞ4f!5aÆ5fÖ79ð7cÐ8c`8e{9c}9e]a1öac@ae[b0¢ba¬bb|be\\c0þcc~d0æe0´ec^',
};

/** Pages with the euro sign: the page that each is made from. The euro is at 9f, or where the currency sign was. */
const WITH_EURO: Readonly<Record<string, string>> = {
  '1140': '037',
  '1141': '273',
  '1142': '277',
  '1143': '278',
  '1144': '280',
  '1145': '284',
  '1146': '285',
  '1147': '297',
  '1148': '500',
  '1149': '871',
};

const COUNTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '037': ['us', 'ca', 'nl', 'wt'],
    '500': ['bh', 'ch'],
    '278': ['se'],
    '285': ['gb'],
    '297': ['fr'],
    '871': ['is'],
  }).flatMap(([page, countries]) => countries.map((country) => [`ebcdic-cp-${country}`, page] as const)),
);

/** The page that a lower-case name of Java names. */
function pageOf(name: string): string | undefined {
  const number = /^(?:(?:cs)?ibm-?|cp|ccsid)?0?(\d{3,4})$/.exec(name)?.[1];
  return COUNTRIES.get(name) ?? (name === 'ibm-37' ? '037' : number);
}

/** The UTF-16 unit of each byte in a code page of EBCDIC with Latin letters; undefined for another name, which is in lower case. */
export function ebcdicTable(name: string): Uint16Array | undefined {
  const page = pageOf(name) ?? '';
  const base = WITH_EURO[page] ?? page;
  const differences = DIFFERENCES[base];
  if (differences === undefined) return undefined;
  const table = Uint16Array.from(IBM037.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  for (const [, byte = '', character = ''] of differences.matchAll(/([\da-f]{2})(.)/gs))
    table[Number.parseInt(byte, 16)] = character.charCodeAt(0);
  if (base !== page) table[base === '277' || base === '278' ? 0x5a : 0x9f] = 0x20ac;
  return table;
}
