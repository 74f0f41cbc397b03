/**
 * A name from outside as plain text inside a line of Markdown: no markup, link, image or line break of its own survives,
 * bare addresses (which GitHub's dialect turns into links) included.
 */
export function inMarkdown(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&!:@/$^=+"]/g, '\\$&')
    .replace(/www\./gi, (match) => match.replace('.', '\\.'));
}
