import { dayOf, formatDay, recurrence, RULE_NAMES } from '@bicorne/domain';
import { headline, summary } from '../headline.js';
import type { AlertNotice, NoticeList } from '../notice-list.js';
import { endpointHtml, endpointText } from './endpoint-email.js';
import { button, escape, hatBadge, htmlPage, SEVERITY_LOOK, textPage, type Email, type Footer } from './page.js';

interface DigestOptions extends Footer {
  digest: boolean;
  timeZone: string;
  /** Where in the app the reader sees all that there is. */
  overviewUrl: string;
}

/** Writes one email about many notices: the worst first, by client; those beyond the most that is written out are counted. */
export function digestEmail(list: NoticeList, options: DigestOptions): Email {
  const subject = headline(list.counts, options.digest);
  return { subject, text: textOf(list, options), html: htmlPage(subject, htmlOf(list, options), options) };
}

function textOf({ clients, endpoints, more, counts }: NoticeList, options: DigestOptions): string {
  return textPage(
    [
      summary(counts),
      ...endpoints.map((endpoint) => endpointText(endpoint)),
      ...clients.flatMap(({ name, alerts }) => [
        `=== ${name} ===`,
        ...alerts.map((alert) => alertText(alert, options.timeZone)),
      ]),
      more > 0 ? `… and ${more} more: ${options.overviewUrl}` : `All of it: ${options.overviewUrl}`,
    ],
    options,
  );
}

function alertText(alert: AlertNotice, timeZone: string): string {
  const { clearsWhen, because, url, statement } = alert.data;
  const again = againOf(alert);
  return [
    headOf(alert, timeZone),
    `  ${statement}`,
    again && `  ${again}`,
    `  What clears it: ${clearsWhen}`,
    because && `  Why you are told: ${because}`,
    `  ${url}`,
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

function headOf({ data, resolved, timestamp }: AlertNotice, timeZone: string): string {
  const { mark, word } = SEVERITY_LOOK[data.severity];
  return [
    `${mark} ${word}${resolved ? ' (resolved meanwhile)' : ''}`,
    data.hat,
    data.deliverable?.title ?? RULE_NAMES[data.rule],
    formatDay(dayOf(new Date(timestamp), timeZone)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function htmlOf({ clients, endpoints, more, counts }: NoticeList, options: DigestOptions): string {
  return [
    summary(counts) && `<p style="margin:0 0 16px;font-size:18px">${escape(summary(counts))}</p>`,
    ...endpoints.map((endpoint) => endpointHtml(endpoint)),
    ...clients.flatMap(({ name, alerts }) => [
      `<h2 style="margin:24px 0 8px;font-size:18px">${escape(name)}</h2>`,
      ...alerts.map((alert) => alertHtml(alert, options.timeZone)),
    ]),
    more > 0 ? `<p style="margin:0 0 16px">… and ${more} more.</p>` : '',
    button(options.overviewUrl, 'Open Bicorne'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function alertHtml(alert: AlertNotice, timeZone: string): string {
  const { data, resolved, timestamp } = alert;
  const { ink, mark, word } = SEVERITY_LOOK[data.severity];
  const title = data.deliverable?.title ?? RULE_NAMES[data.rule];
  const again = againOf(alert);
  const small = 'margin:4px 0 0;color:#46515f;font-size:14px';
  return [
    `<div style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid ${ink}">`,
    `<p style="margin:0"><span style="font-weight:600;color:${ink}">${mark} ${word}</span> ${hatBadge(data.hat)}<a href="${escape(data.url)}" style="color:#17202c">${escape(title)}</a></p>`,
    resolved && '<p style="margin:4px 0 0;font-weight:600">✓ Resolved meanwhile</p>',
    `<p style="margin:4px 0 0">${escape(data.statement)}</p>`,
    `<p style="${small}">${formatDay(dayOf(new Date(timestamp), timeZone))}. What clears it: ${escape(data.clearsWhen)}${again ? ` ${escape(again)}` : ''}</p>`,
    data.because && `<p style="${small}">Why you are told: ${escape(data.because)}</p>`,
    '</div>',
  ]
    .filter((part) => typeof part === 'string')
    .join('\n');
}

function againOf({ data }: AlertNotice): string | undefined {
  return data.previousAlert ? recurrence(data.previousAlert) : undefined;
}
