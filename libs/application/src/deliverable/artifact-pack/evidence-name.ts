/** As many digits as nobody makes two files agree in by trying. */
const HASH_DIGITS = 16;
/** Systems take names of 255 bytes, and some tools add to them. */
const NAME_BYTES = 160;

/**
 * What an attached file is called in the pack: `<first digits of its hash>-<its name>`, without what some system forbids or
 * takes for a folder. The digits tell files of one name apart, and keep a name from being one that Windows reserves.
 */
export function evidenceName({ sha256, name }: { sha256: string; name: string }): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(safe)?.[0] ?? '';
  const body = safe.slice(0, safe.length - ending.length);
  return `${sha256.slice(0, HASH_DIGITS)}-${cut(body, NAME_BYTES - ending.length) || 'file'}${ending}`;
}

/** The first characters that fit, none of them cut in two. */
function cut(text: string, bytes: number): string {
  let [kept, left] = ['', bytes];
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return kept.replace(/[. ]+$/, '');
}
