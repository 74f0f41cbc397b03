/** A line that opens or closes fenced code: the fence, and what stands behind it. */
export const FENCE = /^(`{3,}|~{3,})(.*)$/;

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
    const mark = FENCE.exec(source.slice(at, lineEnd).replace(/^[ \t>]*(?:[-*+][ \t]+)?/, ''));
    const closesFence = fence !== '' && mark?.[1]?.startsWith(fence) === true && mark[2]?.trim() === '';
    if (fence !== '' || opensFence(mark)) {
      if (closesFence) fence = '';
      else if (fence === '') fence = mark![1]!;
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

export function opensFence(mark: RegExpExecArray | null): boolean {
  return mark?.[1] !== undefined && !(mark[1].startsWith('`') && mark[2]!.includes('`'));
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
