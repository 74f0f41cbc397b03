import type { Random } from './random.js';

const LOREM =
  `Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna
aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute
irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat
non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.`.replace(/\n/g, ' ');

export function lorem(paragraphs: number): string {
  return Array.from({ length: paragraphs }, () => LOREM).join('\n\n');
}

const WHO = [
  'The team',
  'Everyone involved',
  'The people responsible',
  'Our organisation',
  'The group',
  'Management',
  'Stakeholders',
  'The wider business',
  'Those concerned',
  'Leadership',
  'The department',
  'Anyone affected',
  'The relevant parties',
  'Operators',
  'Engineers',
  'Users',
];
const WILL = [
  'will',
  'should',
  'is expected to',
  'needs to',
  'aims to',
  'continues to',
  'intends to',
  'has agreed to',
  'would do well to',
  'must',
];
const DO = [
  'work closely together',
  'keep an eye on things',
  'take the appropriate steps',
  'look into the matter further',
  'follow industry best practice',
  'stay on top of the situation',
  'find the right balance',
  'bring clarity to the process',
  'improve the way it operates',
  'reach a sensible conclusion',
  'address the main concerns',
  'move things in the right direction',
  'weigh the pros and cons',
  'raise the bar on quality',
  'respond in a timely fashion',
  'learn from past mistakes',
  'put suitable safeguards in place',
  'communicate openly about progress',
  'make sure nothing falls through the cracks',
  'investigate the root cause as needed',
  'restore normal operation as soon as possible',
  'check that everything is working correctly',
];
const HOW = [
  'in a consistent and repeatable manner',
  'with due regard for the bigger picture',
  'as circumstances allow',
  'without losing sight of the goal',
  'where it makes sense to do so',
  'in line with expectations',
  'at the earliest opportunity',
  'on a regular basis',
  'to the best of its ability',
  'while being mindful of cost',
  'through careful planning',
  'in close cooperation with others',
  'so that value is delivered continuously',
  'whenever the need arises',
  'across the board',
  'over the coming period',
  'with an open mind',
  'according to established procedures',
];
const WHOLE = [
  'There are several factors that play a role here.',
  'This is an important topic that deserves attention.',
  'A number of options were looked at before a choice was made.',
  'It goes without saying that quality comes first.',
  'Different situations call for different measures.',
  'More could be said about this, depending on the audience.',
  'As always, communication is the key to success.',
  'The details will become clear as the work proceeds.',
  'Care has been taken to cover all relevant angles.',
  'Any problems that show up will be dealt with promptly.',
  'The impact can vary from minor to severe depending on the situation.',
  'In some cases further action may turn out to be necessary.',
  'The system may behave differently from what one would expect.',
  'Please consult the relevant documentation for further information.',
  'Both advantages and disadvantages were discussed at length.',
  'If the problem persists, it should be escalated to the appropriate person.',
  'Various things can go wrong, and each of them has its own solution.',
  'On balance, the chosen approach appears to be the most reasonable one.',
  'The consequences are manageable and broadly positive.',
  'This helps to ensure a smooth experience for all parties.',
  'Going forward, continuous improvement remains a priority.',
];

const PLAIN = [
  'We believe that a thoughtful approach yields the best results over time.',
  'Success here depends on a shared understanding of what matters most.',
  'It is worth noting that circumstances change and plans must change with them.',
  'The current state leaves room for improvement in more than one respect.',
  'Every voice counts when it comes to shaping the path ahead.',
  'Good things come to those who prepare well and act with conviction.',
  'This section aims to give the reader a clear picture of the overall situation.',
  'Some aspects are more relevant than others, but all of them deserve a fair hearing.',
  'Time will tell whether the measures chosen live up to their promise.',
  'A healthy dose of pragmatism never hurts in undertakings of this kind.',
  'Several parties have expressed interest, and their input was welcomed warmly.',
  'Nothing is set in stone, and feedback remains welcome at any moment.',
  'We strive to deliver excellence in everything we touch.',
  'Risks exist in any endeavor, yet they can be handled with the proper attitude.',
  'Quality is not an act but a habit, and habits take time to form.',
  'The matter has been discussed extensively and a broad consensus was reached.',
  'There is no silver bullet, though sound judgement goes a long way.',
  'Everyone agreed that the way forward should be both ambitious and realistic.',
  'Lessons from earlier efforts have been taken to heart.',
  'What works for one situation may not work for another.',
  'The plan strikes a balance between speed and thoroughness.',
  'Considerable thought went into getting the fundamentals right.',
  'The outcome will largely be determined by how well the pieces fit together.',
  'It remains essential to keep the end goal firmly in view.',
  'Responsibilities are clear to all concerned and expectations have been set accordingly.',
  'As things stand, there is every reason for cautious optimism.',
  'Possible issues will be looked at case by case.',
  'The benefits are expected to outweigh the drawbacks in the long run.',
  'No stone was left unturned in the search for a suitable answer.',
  'Ultimately, people make the difference.',
  'The service might be slow or unavailable for some users when this occurs.',
  'Look at the usual places first and work your way through the likely causes.',
  'Once the cause is known, apply the fix that suits it best.',
  'If that does not help, try something else or ask a colleague for help.',
  'Things normally return to normal after a while.',
  'Make sure that everything is configured the way it should be.',
  'Restart whatever seems stuck and see whether the situation improves.',
  'Some degradation may be noticed by those who depend on it.',
  'The problem tends to go away once the underlying reason has been removed.',
  'Keep the affected people informed throughout.',
  'The choice made here is the result of a careful weighing of the alternatives.',
  'Certain constraints had to be respected, which narrowed the field somewhat.',
  'Other possibilities were set aside for reasons that are well understood.',
  'It will be easier to do some things and harder to do others.',
  'Existing habits will have to be adjusted, which may take some getting used to.',
  'This fits with the general direction in which we have been heading.',
  'The decision can be revisited should new insights come to light.',
  'A phased approach allows us to correct course along the way.',
  'Much remains to be figured out, but the foundations are solid.',
  'We considered the needs of all users and the capacity of the team.',
  'Data will be handled responsibly and in accordance with applicable rules.',
  'The model performs well for its intended use and less well outside of it.',
  'Users should be aware of the limitations and exercise their own judgement.',
  'Results were evaluated using commonly accepted metrics and found satisfactory.',
  'Training was carried out with appropriate data on suitable hardware.',
  'Further work is planned to address the remaining open questions.',
  'The architecture is designed to be scalable, secure and easy to maintain.',
  'Components interact with each other through well-defined interfaces.',
  'Monitoring is in place so that anomalies can be detected early.',
  'Costs are kept under control by using resources efficiently.',
];

/** The stock list was not made with these in view: how it does on sentences that it does not know. */
const KEPT_APART = [
  'The topic has been on the radar for some time and is now receiving the focus it deserves.',
  'Several workstreams are under way and more are expected to follow soon.',
  'We remain committed to doing the right thing, even when it is not the easy thing.',
  'The solution should be robust enough to cope with whatever comes along.',
  'All hands are on deck to get this over the line.',
  'A holistic view was taken, with input from every corner of the company.',
  'Where gaps exist, they will be closed as part of the normal cycle.',
  'Nobody can predict exactly how things will unfold, but the outlook is encouraging.',
  'The feedback so far has been overwhelmingly positive.',
  'Teams are empowered to make their own calls within the agreed boundaries.',
  'There is a strong appetite for change at all levels.',
  'Some teething troubles are normal and should not distract from the bigger goal.',
  'The trade-offs have been carefully considered and are believed to be acceptable.',
  'Appropriate tooling will be selected once the needs are better understood.',
  'Issues should be raised through the usual channels without delay.',
  'The process has been streamlined to remove unnecessary friction.',
  'A pragmatic mindset will help us avoid the most common pitfalls.',
  'It is important to celebrate small wins along the way.',
  'The underlying mechanics are sound and have stood the test of time.',
  'Further refinement will take place as we gain more experience.',
  'The service generally recovers by itself, though patience may be required.',
  'If symptoms return, repeat the steps above until everything looks normal.',
  'Consult a subject matter expert when in doubt.',
  'Depending on the severity, a different course of action may be warranted.',
  'The usual suspects should be ruled out first.',
  'Customers may or may not notice any difference in day-to-day use.',
  'Performance could suffer slightly, but nothing dramatic is expected.',
  'Proper oversight ensures that nothing untoward happens.',
  'The numbers speak for themselves and paint an encouraging picture.',
  'Safety and fairness have been front of mind from the very beginning.',
];

/** Varied sentences that say nothing: no two alike, and nothing in them could be checked. */
export function emptyTalk(random: Random, sentences: number): string {
  const said = new Set<string>();
  const plain = random.next() < 0.5;
  while (said.size < sentences) {
    if (plain) said.add(random.pick(PLAIN));
    else
      said.add(
        random.next() < 0.35
          ? random.pick(WHOLE)
          : `${random.pick(WHO)} ${random.pick(WILL)} ${random.pick(DO)} ${random.pick(HOW)}.`,
      );
  }
  return [...said].join(' ');
}

/** The same of sentences that the stock list was not made with. */
export function emptyTalkKeptApart(random: Random, sentences: number): string {
  return random.shuffled(KEPT_APART).slice(0, sentences).join(' ');
}
