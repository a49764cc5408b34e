import { expect, test } from 'vitest';
import { envelope, read, request } from './testing/reading.js';

const PASSWORD = 'hunter2-pässword';
const operation = (parts: string): string => request('setFolderSharingProperties', parts);

test.each([
  ['text in the Envelope', envelope('', PASSWORD)],
  ['text in the Header', envelope('', `<e:Header>${PASSWORD}</e:Header>`)],
  ['text in a header block', request('login', '', `<e:Header><x>${PASSWORD}</x>${PASSWORD}</e:Header>`)],
  ['text in the Body', envelope(PASSWORD)],
  ['text ahead of the parts', request('login', `${PASSWORD}<arg0/>`)],
  ['text after a part', request('login', `<arg0/>${PASSWORD}<arg1/>`)],
  ['text after a part and a comment', request('login', `<arg0/><!-- -->${PASSWORD}<arg1/>`)],
  ['text after the operation', envelope(`${request('login')}${PASSWORD}`)],
  ['text in an array', request('getFiles', `<arg2>${PASSWORD}<item>${PASSWORD}</item></arg2>`)],
  ['text in a structure', operation(`<arg2>1</arg2><arg3>${PASSWORD}<delete>${PASSWORD}</delete></arg3>`)],
  ['text for a long', operation(`<arg2>${PASSWORD}</arg2>`)],
  ['text for an int', request('getUploadFormUrl', `<arg0>${PASSWORD}</arg0>`)],
  ['text for a boolean', request('getItemInfo', `<arg2>1</arg2><arg3>${PASSWORD}</arg3>`)],
  ['blanks round it', request('login', `<arg1> ${PASSWORD} </arg1>`)],
  ['elements inside it', request('login', `<arg1>${PASSWORD}<b/>${PASSWORD}</arg1>`)],
  ['in an unknown part', request('login', `<password>${PASSWORD}</password>`)],
  ['in a qualified part', request('login', `<a:arg1>${PASSWORD}</a:arg1>`)],
  ['in a nil part', request('login', `<arg1 nil="${PASSWORD}">${PASSWORD}</arg1>`)],
  ['in a repeated part', request('login', `<arg1>${PASSWORD}</arg1><arg1>${PASSWORD}</arg1>`)],
  ['an ampersand ahead', request('login', `<arg1>a&${PASSWORD}</arg1><arg0>&lt;</arg0>`)],
  ['an angle bracket ahead', request('login', `<arg1>a<${PASSWORD}</arg1>`)],
  ['broken XML after it', request('login', `<arg1>${PASSWORD}`)],
  ['an illegal character after it', request('login', `<arg1>${PASSWORD}\u0001</arg1>`)],
])('a password stays out of faults and warnings: %s', (_, xml) => {
  for (const lenient of [false, true]) {
    const { fault, warnings } = read(xml, { lenient });
    expect([fault?.message, ...warnings].join('\n')).not.toContain('hunter2');
  }
});
