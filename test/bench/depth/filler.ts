import type { Random } from './random.js';

const LOREM = `Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna
aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute
irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat
non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.`.replace(/\n/g, ' ');

export function lorem(paragraphs: number): string {
  return Array.from({ length: paragraphs }, () => LOREM).join('\n\n');
}

const WHO = [
  'The team', 'Everyone involved', 'The people responsible', 'Our organisation', 'The group', 'Management', 'Stakeholders', 'The wider business',
  'Those concerned', 'Leadership', 'The department', 'Anyone affected', 'The relevant parties', 'Operators', 'Engineers', 'Users',
];
const WILL = ['will', 'should', 'is expected to', 'needs to', 'aims to', 'continues to', 'intends to', 'has agreed to', 'would do well to', 'must'];
const DO = [
  'work closely together', 'keep an eye on things', 'take the appropriate steps', 'look into the matter further', 'follow industry best practice',
  'stay on top of the situation', 'find the right balance', 'bring clarity to the process', 'improve the way it operates', 'reach a sensible conclusion',
  'address the main concerns', 'move things in the right direction', 'weigh the pros and cons', 'raise the bar on quality', 'respond in a timely fashion',
  'learn from past mistakes', 'put suitable safeguards in place', 'communicate openly about progress', 'make sure nothing falls through the cracks',
  'investigate the root cause as needed', 'restore normal operation as soon as possible', 'check that everything is working correctly',
];
const HOW = [
  'in a consistent and repeatable manner', 'with due regard for the bigger picture', 'as circumstances allow', 'without losing sight of the goal',
  'where it makes sense to do so', 'in line with expectations', 'at the earliest opportunity', 'on a regular basis', 'to the best of its ability',
  'while being mindful of cost', 'through careful planning', 'in close cooperation with others', 'so that value is delivered continuously',
  'whenever the need arises', 'across the board', 'over the coming period', 'with an open mind', 'according to established procedures',
];
const WHOLE = [
  'There are several factors that play a role here.', 'This is an important topic that deserves attention.', 'A number of options were looked at before a choice was made.',
  'It goes without saying that quality comes first.', 'Different situations call for different measures.', 'More could be said about this, depending on the audience.',
  'As always, communication is the key to success.', 'The details will become clear as the work proceeds.', 'Care has been taken to cover all relevant angles.',
  'Any problems that show up will be dealt with promptly.', 'The impact can vary from minor to severe depending on the situation.',
  'In some cases further action may turn out to be necessary.', 'The system may behave differently from what one would expect.',
  'Please consult the relevant documentation for further information.', 'Both advantages and disadvantages were discussed at length.',
  'If the problem persists, it should be escalated to the appropriate person.', 'Various things can go wrong, and each of them has its own solution.',
  'On balance, the chosen approach appears to be the most reasonable one.', 'The consequences are manageable and broadly positive.',
  'This helps to ensure a smooth experience for all parties.', 'Going forward, continuous improvement remains a priority.',
];

/** Varied sentences that say nothing: no two alike, and nothing in them could be checked. */
export function emptyTalk(random: Random, sentences: number): string {
  const said = new Set<string>();
  while (said.size < sentences) {
    said.add(random.next() < 0.35 ? random.pick(WHOLE) : `${random.pick(WHO)} ${random.pick(WILL)} ${random.pick(DO)} ${random.pick(HOW)}.`);
  }
  return [...said].join(' ');
}
