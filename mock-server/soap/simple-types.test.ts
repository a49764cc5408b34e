import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseSimple, writeDateTime, writeFloat } from './simple-types.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 60_000 });

test('a long that is too long is refused about as fast in any script as an int is read', () => {
  const cost = (type: 'long' | 'int', text: string): number => {
    const times = Array.from({ length: 3 }, () => {
      const before = process.cpuUsage();
      expect(parseSimple(type, text) === undefined).toBe(type === 'long');
      return process.cpuUsage(before).user / 1000;
    });
    return Math.min(...times);
  };
  const length = 4_000_000;
  const usual = Math.max(cost('int', '3'.repeat(length)), 5);
  for (const text of ['3'.repeat(length), '٣'.repeat(length), `${'٠'.repeat(length)}x`, 'x'.repeat(length)])
    expect(cost('long', text), text.slice(0, 1)).toBeLessThan(15 * usual);
});

describe('float', () => {
  test.each([
    [1.5, '1.5'],
    [3, '3.0'],
    [0.1, '0.1'],
    [-0, '-0.0'],
    [1e7, '1.0E7'],
    [9999999, '9999999.0'],
    [1.25e-4, '1.25E-4'],
    [0.001, '0.001'],
    [Number.POSITIVE_INFINITY, 'INF'],
    [Number.NEGATIVE_INFINITY, '-INF'],
    [Number.NaN, 'NaN'],
    // Halfway between two decimals: the even one.
    [6905.65625, '6905.6562'],
    [-6905.65625, '-6905.6562'],
  ])('%d is %s', (value, text) => {
    expect(writeFloat(value)).toBe(text);
  });

  test('survives', () => {
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(parseSimple('float', writeFloat(value))).toBe(value);
      }),
    );
  });
});

describe('dateTime', () => {
  test.each([
    ['2026-11-22T22:59:45.198+02:00', '2026-11-22T20:59:45.198Z'],
    ['2026-11-22T20:59:45', '2026-11-22T20:59:45.000Z'],
    [' 2026-11-22T20:59:45.1234567Z ', '2026-11-22T20:59:45.123Z'],
    ['12345-01-01T00:00:00Z', '12345-01-01T00:00:00.000Z'],
    ['-0001-01-01T00:00:00Z', '-0001-01-01T00:00:00.000Z'],
  ])('%s', (text, utc) => {
    const date = parseSimple('dateTime', text);
    expect(date instanceof Date && writeDateTime(date)).toBe(utc);
  });

  test('survives', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(parseSimple('dateTime', writeDateTime(date))).toEqual(date);
      }),
    );
  });

  test.each(['', '2026-11-22', '2026-13-01T00:00:00Z', 'now'])('%j is none', (text) => {
    expect(parseSimple('dateTime', text)).toBeUndefined();
  });
});

test('int wraps round as 32 bits do', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), (value) => {
      expect(parseSimple('int', String(value))).toBe(Number(BigInt.asIntN(32, value)));
    }),
  );
});

test('long is exact or refused', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }), (value) => {
      expect(parseSimple('long', String(value))).toBe(BigInt.asIntN(64, value) === value ? value : undefined);
    }),
  );
});
