import { alertSubject, recurrence } from '@bicorne/domain';
import type { MessageOn } from '../channel.js';
import type { EndpointDisabledPayload } from '../endpoint-event.js';
import { headline, summary } from '../headline.js';
import { noticeList, type AlertNotice, type NoticeList } from '../notice-list.js';

/*
 * What Slack takes (https://docs.slack.dev/reference/block-kit/blocks): 50 blocks a message, 3,000 characters in a
 * section, 150 in a header.
 */
const MOST_BLOCKS = 50;
const MOST_IN_A_SECTION = 3_000;
const MOST_IN_A_HEADER = 150;
/** A statement of ours is far shorter; a name in it may not be. */
const MOST_IN_A_LINE = 600;

type Block =
  | { type: 'header'; text: { type: 'plain_text'; text: string; emoji: false } }
  | { type: 'section'; text: { type: 'mrkdwn'; text: string; verbatim: true } };

export interface SlackMessage {
  /** What a notification shows, and a client that knows no blocks. */
  text: string;
  blocks: Block[];
}

const MARKS = { CRITICAL: '▲ Critical', WARNING: '◆ Warning', NOTICE: '● Notice' } as const;

/** Writes one message about one or many notices: the worst first, by client; what Slack does not take is counted. */
export function slackMessage({
  notices,
  digest,
  overviewUrl,
}: Pick<MessageOn<'SLACK'>, 'notices' | 'digest' | 'overviewUrl'>): SlackMessage {
  const [first] = notices;
  const list = noticeList(notices);
  const title = first && notices.length === 1 ? titleOf(first) : headline(list.counts, digest);
  const texts = textsOf(list, notices.length === 1);
  // One block each is for the header and for what comes last.
  const { sections, written } = packed(texts, MOST_BLOCKS - 2);
  const more = list.more + texts.reduce((sum, { notices: count }) => sum + count, 0) - written;
  const last =
    more > 0 ? `… and ${more} more: ${link(overviewUrl, 'open Bicorne')}` : link(overviewUrl, 'Open Bicorne');
  return {
    text: escaped(oneLine(title), MOST_IN_A_LINE),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(oneLine(title), MOST_IN_A_HEADER), emoji: false } },
      ...[...sections, last].map(section),
    ],
  };
}

function titleOf(notice: MessageOn<'SLACK'>['notices'][number]): string {
  if (notice.type === 'webhook_endpoint.disabled') return `Webhook endpoint disabled: ${notice.data.address}`;
  const { rule, severity, hat, client, deliverable } = notice.data;
  const title = alertSubject({ rule, severity, hat, clientName: client.name, deliverableTitle: deliverable?.title });
  return notice.resolved ? `Resolved: ${title}` : title;
}

/** A text that stays in one piece, and how many notices it tells. */
interface Text {
  text: string;
  notices: number;
}

function textsOf({ clients, endpoints, counts }: NoticeList, alone: boolean): Text[] {
  const heading = (name: string): Text[] => [{ text: `*${oneLineText(name)}*`, notices: 0 }];
  return [
    ...(alone || counts.alerts === 0 ? [] : [{ text: summary(counts), notices: 0 }]),
    ...endpoints.map((endpoint) => ({ text: endpointText(endpoint), notices: 1 })),
    ...clients.flatMap(({ name, alerts }) => [
      ...(alone ? [] : heading(name)),
      ...alerts.map((alert) => ({ text: alertText(alert), notices: 1 })),
    ]),
  ];
}

function alertText({ data, resolved }: AlertNotice): string {
  const { severity, hat, deliverable, statement, clearsWhen, previousAlert, url } = data;
  const head = [
    `*${MARKS[severity]}*${resolved ? ' (resolved meanwhile)' : ''}`,
    hat === null ? undefined : `${hat} hat`,
    deliverable === null ? undefined : link(url, oneLine(deliverable.title)),
  ].filter((part) => part !== undefined);
  return [
    head.join(' · '),
    deliverable === null ? `${link(url, 'Open')}: ${oneLineText(statement)}` : oneLineText(statement),
    previousAlert ? recurrence(previousAlert) : undefined,
    `_What clears it:_ ${oneLineText(clearsWhen)}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function endpointText({ data }: EndpointDisabledPayload): string {
  return `*Webhook endpoint disabled:* ${oneLineText(data.address)}\n${oneLineText(data.reason)} ${link(data.url, 'Enable it again')}`;
}

/** Puts texts together into as few sections as they need, up to `most`; a heading goes with what it is over. */
function packed(texts: readonly Text[], most: number): { sections: string[]; written: number } {
  const sections: string[] = [];
  let written = 0;
  for (const [index, { text, notices }] of texts.entries()) {
    const next = notices === 0 ? (texts[index + 1]?.text.length ?? 0) : 0;
    const last = sections.at(-1);
    const fits = last !== undefined && last.length + text.length + next + 4 <= MOST_IN_A_SECTION;
    if (fits) sections[sections.length - 1] = `${last}\n\n${text}`;
    else if (sections.length < most) sections.push(text);
    else break;
    written += notices;
  }
  return { sections, written };
}

function section(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

/** @param url of ours @param label as it is, not escaped */
function link(url: string, label: string): string {
  const address = encodeURI(decodeURI(url)).replace(/[|>]/g, encodeURIComponent);
  return `<${address}|${escaped(label.replaceAll('|', '¦'), MOST_IN_A_LINE)}>`;
}

function oneLineText(text: string): string {
  return escaped(oneLine(text), MOST_IN_A_LINE);
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Without the three characters that mean something to Slack: what is between < and > could call everybody. */
function escaped(text: string, most: number): string {
  return cut(text, most, (character) => ESCAPES[character] ?? character);
}

/** As much of a text as has room when it is written, and a mark where something is left out. */
function cut(text: string, most: number, write: (character: string) => string = (character) => character): string {
  let written = '';
  let beforeTheMark = '';
  for (const character of text) {
    written += write(character);
    if (written.length > most) return `${beforeTheMark}…`;
    if (written.length < most) beforeTheMark = written;
  }
  return written;
}
