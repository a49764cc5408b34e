import { crc32 } from 'node:zlib';
import { big, latin1, little } from './binary.js';

/** A PDF of one page with one line in ASCII. */
export function pdf(line: string): Buffer {
  const text = `BT /F1 24 Tf 72 720 Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  file += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return latin1(file);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const PACKAGES = 'http://schemas.openxmlformats.org/package/2006';
const FORMATS = 'http://schemas.openxmlformats.org';

/** A word processor's document (docx) of one paragraph. */
export const docx = (line: string): Buffer =>
  zip({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGES}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGES}/relationships"><Relationship Id="rId1" Type="${FORMATS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="${FORMATS}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${line}</w:t></w:r></w:p></w:body></w:document>`,
  });

/** 1 January 1980, the earliest date of the format. */
const DATE = Buffer.concat([little(0, 2), little(0x21, 2)]);

/** An uncompressed zip archive of texts. */
export function zip(texts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [path, text] of Object.entries(texts)) {
    const data = Buffer.from(text);
    const name = latin1(path);
    const sizes = [little(crc32(data), 4), little(data.length, 4), little(data.length, 4)];
    const entry = Buffer.concat([little(20, 2), Buffer.alloc(4), DATE, ...sizes, little(name.length, 2)]);
    const file = Buffer.concat([latin1('PK\x03\x04'), entry, Buffer.alloc(2), name, data]);
    files.push(file);
    directory.push(
      Buffer.concat([latin1('PK\x01\x02'), little(20, 2), entry, Buffer.alloc(12), little(place, 4), name]),
    );
    place += file.length;
  }
  const count = little(directory.length, 2);
  const listing = Buffer.concat(directory);
  const sizes = [little(listing.length, 4), little(place, 4)];
  const end = Buffer.concat([latin1('PK\x05\x06'), Buffer.alloc(4), count, count, ...sizes, Buffer.alloc(2)]);
  return Buffer.concat([...files, listing, end]);
}

/** The header of a video (MP4) without frames: enough to recognise the format. */
export function videoStub(): Buffer {
  const box = (type: string, body: Buffer): Buffer =>
    Buffer.concat([big(body.length + 8, 4), latin1(type), body]);
  // Time scale 1000, length 0, rate and volume 1, the unit matrix, and the number of the next track.
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(0x10000, 20);
  header.writeUInt16BE(0x100, 24);
  header.writeUInt32BE(0x10000, 36);
  header.writeUInt32BE(0x10000, 52);
  header.writeUInt32BE(0x40000000, 68);
  header.writeUInt32BE(1, 96);
  return Buffer.concat([
    box('ftyp', Buffer.concat([latin1('isom'), big(512, 4), latin1('isommp41')])),
    box('moov', box('mvhd', header)),
    box('mdat', Buffer.alloc(0)),
  ]);
}
