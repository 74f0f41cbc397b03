import type { EndpointDisabledPayload } from '../endpoint-event.js';
import { button, escape, htmlPage, textPage, type Email, type Footer } from './page.js';

const UNTIL = 'Nothing is sent to it until an owner or a partner enables it again.';

/** Writes the email about one endpoint that was disabled. */
export function endpointEmail(notice: EndpointDisabledPayload, footer: Footer): Email {
  const { address, url } = notice.data;
  const subject = `Webhook endpoint disabled: ${address}`;
  const body = [endpointHtml(notice), button(url, 'Open in Bicorne')].join('\n');
  return { subject, text: textPage([endpointText(notice)], footer), html: htmlPage(subject, body, footer) };
}

export function endpointText({ data }: EndpointDisabledPayload): string {
  return `The webhook endpoint at ${data.address} is disabled: ${data.reason}\n${UNTIL}\n${data.url}`;
}

export function endpointHtml({ data }: EndpointDisabledPayload): string {
  return [
    `<p style="margin:0 0 4px;font-weight:600">The webhook endpoint at ${escape(data.address)} is disabled</p>`,
    `<p style="margin:0 0 4px">${escape(data.reason)}</p>`,
    `<p style="margin:0 0 16px;color:#46515f">${UNTIL}</p>`,
  ].join('\n');
}
