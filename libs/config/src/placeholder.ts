/** Words of samples. Each is long enough not to stand in a random text by chance. */
const WORDS = [
  'changeme',
  'changethis',
  'replaceme',
  'replacethis',
  'placeholder',
  'yoursecret',
  'mysecret',
  'secret',
  'password',
  'passphrase',
  'example',
  'sample',
  'default',
  'development',
  'production',
  'bicorne',
  'insecure',
  'openssl',
  'characters',
  'qwerty',
];

/** Of the 16 that hexadecimal text has, a random one of 32 has fewer once in a hundred million. */
const LEAST_DISTINCT = 9;
/** Shannon's measure over the text; 32 random hexadecimal digits have over 100. */
const LEAST_BITS = 90;
/** Of neighbours that are alike or follow each other, as in "aaaa" and "1234"; of random hexadecimal text a fifth does. */
const MOST_IN_SEQUENCE = 0.6;

/**
 * Whether a secret is one that stands in samples or is easily guessed, in words that follow its name; null where it is
 * none. It cannot tell a text that was made up by a person with care from a random one.
 */
export function placeholderIn(secret: string): string | null {
  const letters = secret.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (WORDS.some((word) => letters.includes(word))) return 'has a word of placeholders and samples';
  if (isRepeated(secret)) return 'repeats itself';
  const counts = countsOf(secret);
  if (counts.size < LEAST_DISTINCT) return 'has too few different characters';
  if (sequenceShare(secret) > MOST_IN_SEQUENCE) return 'follows a sequence';
  if (bitsOf(secret, counts) < LEAST_BITS) return 'is too easily guessed';
  return null;
}

/** Whether it is one piece over and over, the last of them maybe cut. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length)
    )
      return true;
  return false;
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

function bitsOf(text: string, counts: ReadonlyMap<string, number>): number {
  const length = [...text].length;
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / length);
  return bits;
}

function sequenceShare(text: string): number {
  let steps = 0;
  for (let index = 1; index < text.length; index += 1)
    if (Math.abs(text.charCodeAt(index) - text.charCodeAt(index - 1)) <= 1) steps += 1;
  return steps / (text.length - 1);
}
