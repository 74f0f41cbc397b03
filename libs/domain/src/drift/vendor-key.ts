/** What a name says about the form of a company, and not which one it is. */
const LEGAL_FORMS: ReadonlySet<string> = new Set([
  'ab',
  'ag',
  'as',
  'asa',
  'bv',
  'co',
  'company',
  'corp',
  'corporation',
  'gmbh',
  'inc',
  'incorporated',
  'limited',
  'llc',
  'llp',
  'ltd',
  'nv',
  'oy',
  'oyj',
  'plc',
  'pty',
  'sa',
  'sarl',
  'sas',
  'se',
  'spa',
  'srl',
]);

/**
 * What the ways of writing one vendor have in common: case, accents, spaces, punctuation and the legal form at the end
 * fall away. "Qdrant", "QDRANT GmbH" and "Qdrant G.m.b.H." are one. Empty where nothing is left.
 */
export function vendorKey(vendor: string): string {
  const words = vendor
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // "B.V." and "L.L.C." are one word each.
    .replace(/['’.]/g, '')
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  while (words.length > 1 && LEGAL_FORMS.has(words[words.length - 1] ?? '')) words.pop();
  return words.join('');
}
