import type { Hat, Severity } from '@bicorne/domain';

export interface Email {
  subject: string;
  text: string;
  html: string;
}

/** What every email ends with. */
export interface Footer {
  /** Where the reader stops these emails; null where that is not known. */
  unsubscribeUrl: string | null;
}

/** The two hats and the severities as they look on every screen; never by colour alone. */
const HAT_LOOK: Readonly<Record<Hat, { ink: string; wash: string }>> = {
  CTO: { ink: '#1b5ba6', wash: '#e9f1fb' },
  CAIO: { ink: '#a04a06', wash: '#fdf0e4' },
};
export const SEVERITY_LOOK: Readonly<Record<Severity, { ink: string; mark: string; word: string }>> = {
  CRITICAL: { ink: '#a8201a', mark: '▲', word: 'Critical' },
  WARNING: { ink: '#6b5200', mark: '◆', word: 'Warning' },
  NOTICE: { ink: '#46515f', mark: '●', word: 'Notice' },
};

const FONT = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif";

/** The hat as a badge with a space after it; nothing where there is none. */
export function hatBadge(hat: Hat | null): string {
  if (hat === null) return '';
  const { ink, wash } = HAT_LOOK[hat];
  return `<span style="display:inline-block;padding:2px 8px;border-radius:4px;font-weight:600;color:${ink};background:${wash}">${hat}</span> `;
}

export function button(url: string, label: string): string {
  return `<p style="margin:0"><a href="${escape(url)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#25303f;color:#ffffff;text-decoration:none">${escape(label)}</a></p>`;
}

/** The whole of an email in HTML. @param body HTML */
export function htmlPage(subject: string, body: string, { unsubscribeUrl }: Footer): string {
  const footer =
    unsubscribeUrl === null
      ? ''
      : `<p style="max-width:560px;margin:16px auto 0;color:#46515f;font-size:14px"><a href="${escape(unsubscribeUrl)}" style="color:#46515f">Stop alerts by email</a></p>\n`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f7f8fa;color:#17202c;${FONT};font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe4ea;border-radius:8px">
${body}
</div>
${footer}</body>
</html>
`;
}

/** Paragraphs of an email in plain text, those that are there. */
export function textPage(paragraphs: readonly (string | undefined)[], { unsubscribeUrl }: Footer): string {
  const footer = unsubscribeUrl === null ? undefined : `-- \nStop alerts by email: ${unsubscribeUrl}`;
  return `${[...paragraphs, footer].filter(isText).join('\n\n')}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function isText(part: string | undefined): part is string {
  return part !== undefined && part !== '';
}
