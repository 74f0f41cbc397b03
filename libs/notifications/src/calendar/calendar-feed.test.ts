import { describe, expect, it } from '@jest/globals';
import { calendarFeed, type CalendarEntry } from './calendar-feed.js';

const ENTRY: CalendarEntry = {
  uid: 'deliverable-1@bicorne.example.com',
  day: '2026-03-29',
  summary: 'CAIO: Model registry – Noordlicht',
  description: 'In progress.',
  url: 'https://bicorne.example.com/deliverables/1',
  cancelled: false,
  sequence: 0,
  modifiedAt: new Date('2026-03-02T09:00:00Z'),
};

/** Lines as they were before they were folded. */
const lines = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar feed', () => {
  it('has whole days as days, without a time or a zone', () => {
    const text = lines(calendarFeed('Due dates', [ENTRY]));
    expect(text).toContain('DTSTART;VALUE=DATE:20260329');
    expect(text.some((line) => line.startsWith('DTEND') && line !== 'DTEND;VALUE=DATE:20260330')).toBe(false);
    expect(text).toContain('UID:deliverable-1@bicorne.example.com');
    expect(text).toContain('SUMMARY:CAIO: Model registry – Noordlicht');
    expect(text).toContain('STATUS:CONFIRMED');
    expect(text).toContain('TRANSP:TRANSPARENT');
    expect(text).toContain('DTSTAMP:20260302T090000Z');
    expect(text).toContain('LAST-MODIFIED:20260302T090000Z');
    expect(text).toContain('SEQUENCE:0');
    expect(text).toContain('METHOD:PUBLISH');
  });

  it('tells a moved date by its sequence, and what is off by its status', () => {
    const text = lines(calendarFeed('Due dates', [{ ...ENTRY, day: '2026-04-02', sequence: 2, cancelled: true }]));
    expect(text).toContain('DTSTART;VALUE=DATE:20260402');
    expect(text).toContain('SEQUENCE:2');
    expect(text).toContain('STATUS:CANCELLED');
  });

  it('is the same text for the same entries, in lines of at most 75 bytes', () => {
    const long = { ...ENTRY, summary: 'Ü'.repeat(300) };
    const text = calendarFeed('Due dates', [ENTRY, long]);
    expect(calendarFeed('Due dates', [ENTRY, long])).toBe(text);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('holds no line that a name could have put into it', () => {
    const hostile = 'a\r\nEND:VEVENT\nBEGIN:VEVENT\rSUMMARY:b;c,d\\';
    const text = lines(calendarFeed(hostile, [{ ...ENTRY, summary: hostile, description: hostile }]));
    expect(text.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(text.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
    expect(text.filter((line) => line.startsWith('SUMMARY:'))).toHaveLength(1);
    expect(text.join('\n')).not.toMatch(/\r/);
  });

  it('can be empty', () => {
    expect(lines(calendarFeed('Due dates', []))[0]).toBe('BEGIN:VCALENDAR');
  });
});
