/** What PostgreSQL cannot keep of a text, in words; null where it can keep it. */
export function unstorable(text: string): string | null {
  if (text.includes('\0')) return 'a NUL byte';
  return /[\uD800-\uDFFF]/u.test(text) ? 'half of a surrogate pair' : null;
}

interface Found {
  /** Such as `input.options.0`. */
  path: string;
  fault: string;
}

/** The first text inside a JSON value that PostgreSQL cannot keep, keys included; looked for without recursion. */
export function findUnstorable(value: unknown): Found | null {
  const waiting: { path: string; value: unknown }[] = [{ path: '', value }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, value: current } = next;
    if (typeof current === 'string') {
      const fault = unstorable(current);
      if (fault) return { path, fault };
    } else if (typeof current === 'object' && current !== null) {
      for (const [key, inner] of Object.entries(current)) {
        const at = path === '' ? key : `${path}.${key}`;
        const fault = unstorable(key);
        if (fault) return { path, fault };
        waiting.push({ path: at, value: inner });
      }
    }
  }
  return null;
}
