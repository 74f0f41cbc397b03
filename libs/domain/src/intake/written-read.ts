import { DEFAULT_AREAS } from '../charter/areas.js';
import { formatDay } from '../calendar/index.js';
import { STANDING_QUESTION_TEXT, otherHat } from '../engagement/hats.js';
import { listOf, sentence } from '../shared/text.js';
import { HATS } from '../shared/vocabulary.js';
import type { CalendarDay, Hat } from '../shared/vocabulary.js';
import type { IntakeAnswers } from './answers.js';
import { inMarkdown } from './in-markdown.js';
import type { Recommendation, Signpost } from './recommendation.js';
import { RUBRIC_VERSION } from './recommend.js';
import {
  HAT_PURPOSES,
  HEADLINES,
  LEAN_WORDS,
  QUESTION_WORDS,
  WRONG_PICK,
  agreementSentence,
  answerRows,
} from './written-read-words.js';

export interface WrittenReadFacts {
  clientName: string;
  /** Name of the consultancy that gives the read. */
  consultancy: string;
  preparedOn: CalendarDay;
  answers: IntakeAnswers;
  recommendation: Recommendation;
  /** What each hat owes in its first 90 days: the catalogue of templates. */
  deliverables: readonly { hat: Hat; title: string; dueDay: number }[];
  /** The rubric that the recommendation was computed with; by default the newest. */
  rubricVersion?: number;
}

/**
 * The document that a client walks away with, in Markdown: what they answered, how it was weighed, which hats need
 * filling and why, what each would own and produce, what goes wrong if the pick is wrong, and the two test questions.
 * Names come from outside and cannot add markup. Bicorne domain language, Intake: the written read.
 */
export function writtenRead(facts: WrittenReadFacts): string {
  const sections = [
    title(facts),
    whatYouToldUs(facts.answers),
    howWeReadIt(facts.recommendation),
    ownership(facts.recommendation),
    firstQuarter(facts),
    wrongPick(facts.recommendation),
    cautions(facts.recommendation),
    testQuestions(facts.recommendation),
  ];
  return `${sections.join('\n\n')}\n`;
}

function title(facts: WrittenReadFacts): string {
  const { recommendation, rubricVersion = RUBRIC_VERSION } = facts;
  return [
    `# Which hats ${inMarkdown(facts.clientName)} needs filling`,
    `A written read by ${inMarkdown(facts.consultancy)}, ${formatDay(facts.preparedOn)}. Rubric version ${rubricVersion}.`,
    `**${HEADLINES[recommendation.shape]}**`,
    hatsInOrder(recommendation.hats),
    `**Why.** ${recommendation.why} ${agreementSentence(recommendation)}`,
  ].join('\n\n');
}

function hatsInOrder(hats: readonly Hat[]): string {
  return `**Hats to fill, in order:** ${hats.length === 0 ? 'none' : hats.join(', then ')}.`;
}

function whatYouToldUs(answers: IntakeAnswers): string {
  return [
    '## What you told us',
    table(
      ['Question', 'Your answer'],
      answerRows(answers).map(({ question, answer }) => [question, answer]),
    ),
  ].join('\n\n');
}

function howWeReadIt({ reasons, signposts, caioSignals, ctoSignals }: Recommendation): string {
  return [
    '## How we read it',
    'Four questions are weighed. The last one weighs most, because it settles how many people you need.',
    table(
      ['Question', 'Leans to', 'Weight', 'Because'],
      reasons.map((reason) => [
        QUESTION_WORDS[reason.question],
        LEAN_WORDS[reason.leansTo],
        String(reason.weight),
        reason.statement,
      ]),
    ),
    signalSentence('CAIO', caioSignals, signposts) + ' ' + signalSentence('CTO', ctoSignals, signposts),
  ].join('\n\n');
}

function signalSentence(hat: Hat, count: number, signposts: readonly Signpost[]): string {
  const all = signposts.filter((signpost) => signpost.hat === hat);
  const on = all.filter((signpost) => signpost.on).map((signpost) => signpost.statement);
  const which = on.length > 0 ? `: ${listOf(on)}` : '';
  return `${count} of ${all.length} signals point to a ${hat}${which}.`;
}

function areasOf(holder: Hat | 'JOINT'): string {
  // Some areas have a comma or an "and" of their own.
  return DEFAULT_AREAS.filter((area) => area.holder === holder)
    .map((area) => area.label)
    .join('; ');
}

const JOINT_AREAS = sentence(areasOf('JOINT'));

function ownership({ hats, shape }: Recommendation): string {
  const heading = '## What each hat would own';
  if (hats.length === 0)
    return [
      heading,
      `No hat is to be filled, so ownership stays where it is. Your technology owner decides on: ${areasOf('CTO')}. ` +
        `Write down who in the company decides on: ${areasOf('CAIO')}. Someone does already, by default if not by name.`,
    ].join('\n\n');
  const each = hats.map(
    (hat) => `**${hat}.** ${HAT_PURPOSES[hat]} Owns: ${areasOf(hat)}. Does not own: ${areasOf(otherHat(hat))}.`,
  );
  const [only] = hats;
  const rest =
    hats.length === 1 && only
      ? `What the ${only} does not own stays with a person of yours, whom the charter names before the start. ${JOINT_AREAS} falls to the ${only}, in agreement with that person.`
      : `${JOINT_AREAS} is decided jointly: each hat signs with a reason of its own${shape === 'CTO_AND_CAIO' ? ', though one person wears both' : ''}.`;
  return [heading, ...each, rest].join('\n\n');
}

function firstQuarter({ recommendation: { hats }, deliverables }: WrittenReadFacts): string {
  const heading = '## What the first 90 days would produce';
  if (hats.length === 0)
    return [
      heading,
      'Nothing from us: there is no engagement to start. Put one date in the calendar, 90 days from now, and ask the two test questions at the end of this page again.',
    ].join('\n\n');
  const lists = hats.map((hat) => {
    const own = deliverables.filter((entry) => entry.hat === hat).toSorted((a, b) => a.dueDay - b.dueDay);
    return `**${hat}:** ${own.map((entry) => `${inMarkdown(entry.title)} (day ${entry.dueDay})`).join('; ')}.`;
  });
  return [
    heading,
    'Each is a document of its own, with a due day counted from the start; none serves two hats.',
    ...lists,
  ].join('\n\n');
}

function wrongPick({ shape }: Recommendation): string {
  const { failure, sign, then } = WRONG_PICK[shape];
  return ['## What goes wrong if this pick is wrong', `${failure} **The sign:** ${sign} **Then:** ${then}`].join(
    '\n\n',
  );
}

function cautions({ cautions: all }: Recommendation): string {
  return [
    '## Cautions',
    all.length === 0
      ? 'None: nothing in your answers gives us pause.'
      : all.map((caution) => `- ${caution.statement}`).join('\n'),
  ].join('\n\n');
}

function testQuestions({ hats }: Recommendation): string {
  const line = (hat: Hat): string => {
    const whom =
      hats.length === 0
        ? 'whoever owns this today'
        : hats.includes(hat)
          ? `your ${hat}`
          : 'the person who holds this in your company';
    const question = STANDING_QUESTION_TEXT[hat === 'CTO' ? 'PLATFORM_IN_18_MONTHS' : 'AI_RISK_POSTURE'];
    return `- **${question}** Ask ${whom}.`;
  };
  return [
    '## Two questions to ask at any time',
    'Whoever you choose, these two tell whether the seat is really filled. A good answer takes two minutes, names dates and systems, and does not change with the listener.',
    HATS.map(line).join('\n'),
  ].join('\n\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
