import { alertSubject, recurrence, type Hat, type Severity } from '@bicorne/domain';
import type { AlertEventPayload } from '../alert-event.js';

export interface Email {
  subject: string;
  text: string;
  html: string;
}

/** The two hats and the severities as they look on every screen; never by colour alone. */
const HAT_LOOK: Readonly<Record<Hat, { ink: string; wash: string }>> = {
  CTO: { ink: '#1b5ba6', wash: '#e9f1fb' },
  CAIO: { ink: '#a04a06', wash: '#fdf0e4' },
};
const SEVERITY_LOOK: Readonly<Record<Severity, { ink: string; mark: string; word: string }>> = {
  CRITICAL: { ink: '#a8201a', mark: '▲', word: 'Critical' },
  WARNING: { ink: '#6b5200', mark: '◆', word: 'Warning' },
  NOTICE: { ink: '#46515f', mark: '●', word: 'Notice' },
};

/** Writes the email about an alert, from what was kept with the delivery and nothing else. */
export function alertEmail({ data }: AlertEventPayload): Email {
  const { rule, severity, hat, client, deliverable } = data;
  const subject = alertSubject({ rule, severity, hat, clientName: client.name, deliverableTitle: deliverable?.title });
  const about = [client.name, hat === null ? undefined : `${hat} hat`, deliverable?.title].filter(isText);
  const again = data.previousAlert ? recurrence(data.previousAlert) : undefined;
  return { subject, text: textOf(about, data, again), html: htmlOf(subject, about, data, again) };
}

function textOf(about: string[], data: Shown, again: string | undefined): string {
  const { severity, statement, clearsWhen, because, url } = data;
  return [
    about.join(' · '),
    `${SEVERITY_LOOK[severity].word}: ${statement}`,
    again,
    `What clears it: ${clearsWhen}`,
    because && `Why you are told: ${because}`,
    `Open in Bicorne: ${url}\n`,
  ]
    .filter(isText)
    .join('\n\n');
}

type Shown = Pick<AlertEventPayload['data'], 'severity' | 'hat' | 'statement' | 'clearsWhen' | 'because' | 'url'>;

function htmlOf(subject: string, about: string[], data: Shown, again: string | undefined): string {
  const { severity, hat, statement, clearsWhen, because, url } = data;
  const { ink, mark, word } = SEVERITY_LOOK[severity];
  const rest = about
    .filter((part) => part !== `${hat} hat`)
    .map(escape)
    .join(' · ');
  const badge =
    hat === null
      ? ''
      : `<span style="display:inline-block;padding:2px 8px;border-radius:4px;font-weight:600;color:${HAT_LOOK[hat].ink};background:${HAT_LOOK[hat].wash}">${hat}</span> `;
  const font = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif";
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f7f8fa;color:#17202c;${font};font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe4ea;border-radius:8px">
<p style="margin:0 0 16px">${badge}${rest}</p>
<p style="margin:0 0 4px;font-weight:600;color:${ink}">${mark} ${word}</p>
<p style="margin:0 0 16px;font-size:18px">${escape(statement)}</p>
${again ? `<p style="margin:0 0 16px">${escape(again)}</p>\n` : ''}<p style="margin:0 0 24px;color:#46515f"><strong>What clears it:</strong> ${escape(clearsWhen)}</p>
<p style="margin:0"><a href="${escape(url)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#25303f;color:#ffffff;text-decoration:none">Open in Bicorne</a></p>
${because ? `<p style="margin:24px 0 0;color:#46515f;font-size:14px">Why you are told: ${escape(because)}</p>\n` : ''}</div>
</body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function isText(part: string | undefined): part is string {
  return part !== undefined;
}
