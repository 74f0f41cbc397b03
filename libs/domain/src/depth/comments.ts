/** A line that opens or closes fenced code. */
export interface Fence {
  /** Three or more backticks or tildes. */
  mark: string;
  /** What stands behind it. */
  rest: string;
}

/** Reads a line that begins with a fence; null where it is none. */
export function readFence(line: string): Fence | null {
  const mark = /^(?:`{3,}|~{3,})/.exec(line)?.[0];
  return mark === undefined ? null : { mark, rest: line.slice(mark.length) };
}

/** Stands for the n-th lifted comment; a private-use character never begins a word. */
export const MARK = '\uE000';

/** Takes HTML comments out of everything but fenced code and code spans. Every character is looked at a fixed number of times. */
export function liftComments(body: string): { text: string; comments: string[] } {
  const source = body.replaceAll(MARK, ' ');
  if (!source.includes('<!--')) return { text: source, comments: [] };
  const comments: string[] = [];
  const kept: string[] = [];
  let fence = '';
  let at = 0;
  let close = -2;
  const closeAfter = (from: number): number => {
    if (close !== -1 && close < from) close = source.indexOf('-->', from);
    return close;
  };
  while (at < source.length) {
    let lineEnd = endOfLine(source, at);
    const found = readFence(source.slice(at, lineEnd).replace(/^[ \t>]*(?:[-*+][ \t]+)?/, ''));
    const closesFence = fence !== '' && found?.mark.startsWith(fence) === true && found.rest.trim() === '';
    if (fence !== '' || opensFence(found)) {
      if (closesFence) fence = '';
      else if (fence === '') fence = found!.mark;
      kept.push(source.slice(at, lineEnd + 1));
      at = lineEnd + 1;
      continue;
    }
    let span = '';
    let from = at;
    let blank = true;
    for (let i = at; i < lineEnd; i++) {
      const char = source[i]!;
      if (char === '`') {
        let end = i;
        while (source[end] === '`') end++;
        const run = source.slice(i, end);
        if (span === '') span = run;
        else if (span === run) span = '';
        i = end - 1;
      } else if (char === '<' && span === '' && source.startsWith('<!--', i) && (closeAfter(i + 4) >= 0 || blank)) {
        const end = close < 0 ? source.length : close;
        kept.push(source.slice(from, i), ` ${MARK} `);
        comments.push(source.slice(i + 4, end));
        from = Math.min(source.length, end + 3);
        if (from > lineEnd) lineEnd = endOfLine(source, from);
        i = from - 1;
        continue;
      }
      if (char !== ' ' && char !== '\t') blank = false;
    }
    kept.push(source.slice(from, lineEnd + 1));
    at = lineEnd + 1;
  }
  return { text: kept.join(''), comments };
}

export function opensFence(fence: Fence | null): fence is Fence {
  return fence !== null && !(fence.mark.startsWith('`') && fence.rest.includes('`'));
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
