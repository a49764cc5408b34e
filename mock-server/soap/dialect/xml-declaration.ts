import type { Charset } from '../charset.js';
import type { Dialect } from './dialect.js';
import { attributePiece, type Piece } from './pieces.js';

/** XML readers detect these two. The other byte orders of UTF-16 have no byte order mark here. */
function isRecognised({ name }: Charset): boolean {
  return name === 'utf-8' || name === 'utf-16';
}

/**
 * The XML declaration, if any. A charset that readers cannot detect is always declared, as it may be that of the
 * request, unknown to the author of the dialect.
 */
export function xmlDeclaration({ declaration, quotes }: Dialect, charset: Charset): Piece[] {
  const quote = declaration === 'double-quoted' || quotes === 'double' ? '"' : "'";
  const mayLeaveOut = isRecognised(charset);
  if (declaration === 'none' && mayLeaveOut) return [];
  const version = attributePiece('version', '1.0', quote);
  if (declaration === 'bare' && mayLeaveOut) {
    return [{ kind: 'declaration', name: 'xml', attributes: [version], after: ' ' }];
  }
  const encoding = attributePiece('encoding', charset.name.toUpperCase(), quote);
  const standalone = declaration === 'standalone' ? [attributePiece('standalone', 'yes', quote)] : [];
  return [{ kind: 'declaration', name: 'xml', attributes: [version, encoding, ...standalone], after: '' }];
}
