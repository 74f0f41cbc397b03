import { alertSubject, recurrence } from '@bicorne/domain';
import type { AlertNotice } from '../notice-list.js';
import { button, escape, hatBadge, htmlPage, SEVERITY_LOOK, textPage, type Email, type Footer } from './page.js';

export const RESOLVED_MEANWHILE = 'It has resolved meanwhile: there is nothing left to do.';

/** Writes the email about one alert, from what was kept with the delivery and nothing else. */
export function alertEmail({ data, resolved = false }: AlertNotice, footer: Footer): Email {
  const { rule, severity, hat, client, deliverable } = data;
  const title = alertSubject({ rule, severity, hat, clientName: client.name, deliverableTitle: deliverable?.title });
  const subject = resolved ? `Resolved: ${title}` : title;
  const about = [client.name, hat === null ? undefined : `${hat} hat`, deliverable?.title].filter(
    (part) => part !== undefined,
  );
  const told = { data, resolved, again: data.previousAlert ? recurrence(data.previousAlert) : undefined };
  return { subject, text: textOf(about, told, footer), html: htmlPage(subject, htmlOf(about, told), footer) };
}

interface Told {
  data: AlertNotice['data'];
  resolved: boolean;
  again: string | undefined;
}

function textOf(about: string[], { data, resolved, again }: Told, footer: Footer): string {
  const { severity, statement, clearsWhen, because, url } = data;
  return textPage(
    [
      about.join(' · '),
      `${SEVERITY_LOOK[severity].word}: ${statement}`,
      resolved ? RESOLVED_MEANWHILE : undefined,
      again,
      `What clears it: ${clearsWhen}`,
      because && `Why you are told: ${because}`,
      `Open in Bicorne: ${url}`,
    ],
    footer,
  );
}

function htmlOf(about: string[], { data, resolved, again }: Told): string {
  const { severity, hat, statement, clearsWhen, because, url } = data;
  const { ink, mark, word } = SEVERITY_LOOK[severity];
  const rest = about
    .filter((part) => part !== `${hat} hat`)
    .map(escape)
    .join(' · ');
  return [
    `<p style="margin:0 0 16px">${hatBadge(hat)}${rest}</p>`,
    `<p style="margin:0 0 4px;font-weight:600;color:${ink}">${mark} ${word}</p>`,
    `<p style="margin:0 0 16px;font-size:18px">${escape(statement)}</p>`,
    resolved && `<p style="margin:0 0 16px;font-weight:600">✓ ${RESOLVED_MEANWHILE}</p>`,
    again && `<p style="margin:0 0 16px">${escape(again)}</p>`,
    `<p style="margin:0 0 24px;color:#46515f"><strong>What clears it:</strong> ${escape(clearsWhen)}</p>`,
    button(url, 'Open in Bicorne'),
    because && `<p style="margin:24px 0 0;color:#46515f;font-size:14px">Why you are told: ${escape(because)}</p>`,
  ]
    .filter((part) => typeof part === 'string')
    .join('\n');
}
