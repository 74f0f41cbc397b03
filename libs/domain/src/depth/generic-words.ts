/**
 * Words that text is full of whether or not it says anything: the function words of English, and the stock of office
 * prose. A word in this list never counts as content, so sentences made of them weigh nothing however varied they are.
 * The list is closed and written here: a list drawn from the documents at hand would make the measure depend on them.
 */

const FUNCTION_WORDS = `a an the this that these those it its it's he she his her hers him they them their theirs we us our ours you your
yours i me my mine one ones who whom whose which what when where why how whether if then else than as at by for from in
into of off on onto out over per to toward towards under until up upon via with within without about above across after
against along among around before behind below beneath beside besides between beyond despite down during except like near
since through throughout and or but nor so yet because although though while whereas unless not no never none nothing
nobody neither either both each every any some all many much more most few fewer less least several such same other others
another own is am are was were be been being do does did done doing have has had having will would shall should can could
may might must ought let lets get gets got getting gotten here there now again also too very just only even still already
soon later often always sometimes usually rarely ever once twice however therefore thus hence moreover furthermore
meanwhile otherwise instead rather quite almost nearly perhaps maybe indeed namely etc eg ie vs first second third last
next two three four five six seven eight nine ten hundred thousand million half etc. yes ok okay don't doesn't didn't
isn't aren't wasn't weren't won't can't cannot couldn't shouldn't wouldn't we'll we're we've you'll you're they're i'm
i've it'll that's there's what's let's anyone everyone someone anything everything something anywhere everywhere somewhere
whatever whenever wherever whichever whoever itself themselves ourselves yourself himself herself myself oneself ago away
back forth together apart aside ahead forward else thereof therein thereby hereby herein upon amongst whilst`;

const STOCK_WORDS = `unavailable restore configure detect outside degrade responsible able ability absolute abundance accept acceptable access accommodate accomplish accord accordance account
accountable accountability accurate achieve achievable acknowledge act action actionable active activity actual adapt adaptable adaptive
add addition additional address adequate adhere adjust adjustment adopt advance advanced advantage advise affect afford
agenda agile agility agree agreement aim align alignment allow alone alternative ambition ambitious amount amplify
analyse analyze analysis announce answer anticipate appear apply applicable application appreciate approach appropriate approve
approval area argue arise arrange arrangement aspect aspire aspiration assess assessment asset assign assist assume assumption assure assurance attain
attempt attend attention attitude attribute audience available average avoid aware awareness background balance balanced bar
base basic basis bear become begin behave behaviour behavior believe belong benchmark benefit beneficial best better big bit board body bottom brief bring broad
broader build business busy call capability capable capacity capture care careful carry case cause caution cautious central
certain chain challenge challenging chance change changing character check choice choose circumstance clarify clarity clear close
coherent cohesive collaborate collaboration collaborative collect collective combine combination come commence comment commit commitment common
communicate communication community company compare compelling competent compete competitive complete completion complex complexity comply
component comprehensive comprise concept concern conclude conclusion concrete condition conduct confidence confident confirm conform consequence
connect consensus consider considerable consideration consist consistent consistency constant constitute constraint consult consume contain context
contingent continue continual continuous continuity contribute contribution control convenient conversation convert convey cooperate cooperation coordinate coordination
core correct correspond cost count course cover coverage create creation creative critical crucial culture current cut cycle date deal
decide decision dedicated deep deepen deeper define definition degree deliver deliverable delivery demand demonstrate depend
dependable dependent depth derive describe description deserve design desire desirable detail determine develop development
dialogue differ difference different difficult difficulty digital dimension direct direction disciplined discipline discover discuss discussion dispose
distinct distribute diverse document documentation domain draft draw drive driver due duty dynamic early ease easy ecosystem effect effective effort efficient
effectiveness efficiency elaborate element elevate embed embrace emerge emphasis emphasise emphasize empower enable encounter encourage
end endeavour endeavor engage engagement enhance enhancement enjoy enough ensure enterprise entail enter entire environment
equal equip escalate especial essence essential establish estimate evaluate evaluation event eventual evident evolve evolution
exact examine example exceed excel excellent excellence exception execute execution exercise exist expect expectation experience expert expertise
explain explicit explore express extend extensive extent external extra face facet facilitate fact factor fail failure fair fall familiar far
fast favour favor feature feedback feel field figure final find fine finish fit flexible flexibility flow focus follow
force foremost form formal foster found foundation foundational framework free frequent fresh fulfil fulfill full function fundamental
further future gain gap gather general generate give given go goal goals good govern governance grant great greater ground
group grow growth guarantee guard guide guidance guideline hand handle happen hard harmony harness head health healthy hear help helpful
high higher highlight hold holistic hope horizon huge human idea ideal identify imagine immediate impact impactful imperative implement
implementation implication imply important importance improve improvement include inclusive income increase incredible increment incremental indicate
indication individual industry influence inform information inherent initial initiate initiative innovate innovation innovative input insight
inspire instance integral integrate integration integrity intend intent intention interact interest interim internal interpret introduce invest
investment investigate involve involvement iron issue item iterate iteration iterative job join journey judge judgement judgment keep key kind know knowledge lack landscape large last
late latter launch lay lead leadership leading learn learning leave left lesson level leverage lie life lifecycle light
likely limit limitation line link list little live local long longer look lose loss lot low lower main maintain maintenance major make
manage management manager manner map mark market mass material matter mature maturity maximise maximize mean meaning meaningful means measure
measurable mechanism meet member mention merely merit met method methodology milestone mind mindful minimal minimise minimize
minor mission mitigate mitigation mix mode model moderate modern modest moment momentum monitor move moving multiple mutual name
narrative nature natural navigate necessary necessity need needs new nice normal notable note notice notion number numerous object objective observe
obtain obvious occasion occur offer ongoing open operate operation operational opinion opportunity optimal optimise optimize optimisation optimization option
optional order ordinary organise organize organisation organization organisational organizational orient origin outcome outline output outset
outstanding overall overarching overcome oversee oversight overview owner ownership pace page paradigm parallel paramount part partial
participate participant particular partner partnership party pass past path pathway pattern pay people perceive perfect perform performance
period permit person perspective phase philosophy pick picture piece pillar place plan planning play point policy poor portion
pose position positive possess possible possibility potential power powerful practicable practical practice practise pragmatic precise
prefer preference preliminary prepare preparation present presence press prevent previous primary principal principle prior
priority prioritise prioritize proactive probable problem procedure proceed process produce product productive productivity professional
proficient profile program programme progress progressive project promise promote promising prompt proper property propose proposal prospect protect prove proven provide
provision public purpose purposeful pursue put quality quantify quantity question quick raise range rapid rate rational reach react read ready readiness real
realise realize realistic reality reason reasonable receive recent recognise recognize recommend recommendation record reduce refer reference refine
reflect regard regarding regardless region regular reinforce relate relation relationship relative relevant relevance reliable reliability rely remain remark
remember remind remove render repeat report represent request require required requirement resilient resilience resolve resolution resource respect respective respond
response responsible responsibility responsive rest result retain return reveal review revise right rigor rigorous rigour rise risk robust
robustness role roll room root round route routine rule run safe safeguard satisfy satisfaction say scalable scale scenario schedule scope
scrutiny seamless search section secure see seek seem select selection send senior sense sensible sensitive separate sequence serious serve
service session set setting settle shape share shared shift short show side sight sign signal significance significant similar simple simplify simply single
situation size skill slight slow small smart smooth society solid solution solve sort sound source space span speak special
specialist specific specify spend spirit sponsor stable stability staff stage stakeholder stand standard standardise standardize start state statement status
stay steady steer step stick stop story strategic strategy stream streamline strength strengthen stress strict strive strong
structure structured study style subject subsequent substance substantial succeed success successful suffer sufficient suggest suit suitable sum summary superior
supply support supportive suppose sure surface surround sustain sustainable sustainability synergy synergistic system systematic table tackle tactical tailor
take talent talk tangible target task team teammate technical technique technology tell tend tension term test thank theme thing
think thorough thought thoughtful thrive tie tight time timely timeline timing today together tomorrow tool top topic total touch track
tradeoff trade traditional train training transform transformation transformative transition transparent transparency treat trend trust truth
try turn type typical ultimate uncertain uncertainty underlie underlying underpin understand understanding undertake unified uniform
unique unit unite universal unlock upcoming update uphold urgent use useful user usual utilise utilize utility utmost valid
validate valuable value variable variation varied variety various vary vast verify versatile view viewpoint viable vision visible
visibility vital voice volume wait walk want watch way weak week welcome well wellbeing whole wide wider widespread willing wise wish word work
workflow workforce workplace world worth worthwhile write written wrong year yield day month quarter hour minute moment everyday
advantageous carefully best-in-class cutting-edge forward-looking future-proof high-level high-quality long-term short-term
mission-critical real-time end-to-end well-defined world-class state-of-the-art cross-functional value-add value-added
win-win fit-for-purpose data-driven customer customers client vendor employee colleague organisationwide synergies deliverables learnings
takeaway touchpoint bandwidth buy-in roadmap north-star stakeholdership alignments optimum paramount quintessential transformational
accelerate acceleration aforementioned afterwards altogether applicable appropriately assortment attentive avenue backdrop backing blend bolster bridge broaden
catalyst catalyse catalyze centre center champion channel collaborator commensurate compound conducive considered constructive convene cornerstone
counterpart crosscutting cultivate curate decisive deem delve desired diligent diligence distil drift earnest emerging empowerment endorse
energise enrich envision equitable ethos exemplary expand expansion expedite exploration facilitation forge forthcoming fruitful
galvanise groundwork guiding heighten hurdle ideally impart impetus incorporate informed instil instrumental intentional interplay invaluable
invariably keen landscape lasting latitude meticulous mindset moderately multifaceted myriad noteworthy nuance nuanced nurture
obstacle outlook overhaul overlook paradigmatic passion perception periodic persist pivotal plethora precedent premise prevail prudent
reaffirm realm reassess receptive reconsider reimagine remit resonate revisit rollout seize selective shaped showcase sizeable sophisticated
spectrum spearhead stance stride suite synthesis tapestry testament traction trajectory unfold unprecedented unwavering vibrant vigilant worthy wellplaced
accordingly additionally consequently essentially eventually finally firstly generally lastly mainly mostly nonetheless nevertheless notably obviously
overall particularly presumably primarily
taken took went gone made kept known knew understood understand chosen chose brought thought said told found felt held led left
lost met paid ran saw seen sent shown spoken spent stood struck taught won came became began begun grew grown drew drawn drove
driven fell fallen gave given got gotten wore heard meant rose risen sought sold sat spoke tried wound built dealt bound
conviction dose pragmatism undertaking warm warmly stone habit silver bullet heart strike speed firm firmly optimism outweigh
drawback disadvantage satisfactory ask fix somewhat weigh weighing narrow easier earlier earliest eye mistake crack pro pros con
cons fashion severe severity please length angle cope afraid agreeable amid anew apparent argument attractive await aware
beautiful behalf belief birth blame blessing brave bright burden candid cheer circle climate comfort comfortable command compass
compromise congratulate courage craft crowd curious daily dear dearly debate delight depart destination destiny dialog dignity dream
duration echo elegant embark endure energetic energy enthusiasm enthusiastic entirely era exciting expanse faith fascinating
flavour flourish footing fortunate fortunately friendly fruit gauge genuine genuinely gesture glance glimpse gradual gradually grasp
gratitude habitually happy harder helpfully heritage hint honest honestly honour hopeful hopefully humble hurt hurts incentive inevitable inevitably ingenuity instinct
intelligent intense intricate intuition intuitive invite jointly joy lens longstanding lucky magnitude maybe mere merit mirror mistaken
mood motivate motivated motivation mutual negative neutral noble nowadays odd openly openness ordinarily patience patient peace pleasant
please pleased pleasure plain plainly plausible promise proud prosper proverbial puzzle reader realise recap relief reluctant remarkable
respectful reward rewarding richness rhythm ripe satisfied satisfying seldom silo simultaneous sincere skillful sooner spare speaking spirit splendid
stance steadfast steadily straightforward striking struggle stuck sudden suddenly surprise surprising swift swiftly sympathetic tempting thankful
thoroughly thorny tireless tone tremendous trivial truly twist undoubtedly unfortunately unhappy unknown unlikely usefulness utterly versatile vivid voluntary
walk warrant warrants wary wealth weather weigh whim wholehearted wider wisdom wonder wonderful worry worrying yield undesirable desirability
unnecessary unnecessarily insufficient inadequate inappropriate incomplete inefficient unclear unsure unable undue unexpected unusual uncommon unimportant irrelevant
engineer developer operator executive director officer consultant reviewer practitioner expert manager administrator admin
premature juncture everybody doubt doubtful overnight insurmountable lend weight delay inconvenience reputation conscious consciously
ability abstract absence accompany admire admit adore advocate affirm aftermath albeit allocate amazing ample analogy anxious apology appeal appetite
applaud apprehension arguably arbitrary articulate ascertain assert assertion astute attest attractiveness authentic authority autonomy await awkward
badly barrier bear beforehand behold benefit benevolent betterment beware bold boldly boost bother  breadth breakthrough
brilliant calm candour capitalise capitalize careless casual celebrate certainty chiefly chronic citizen claim clarification clever cohesion
collective comfort commend commonly commonplace communal compatible compel complain complaint complement completely comprehend conceivable concede
conceive concentrate concerted concise conducive confine conflict confront confuse confusion conscience consent conserve considerate console
conspicuous contemplate contend  contradict contrary contrast controversy convince correctness credible credibility  criticise criticism criterion
criteria crisis curb curiosity custom debate decent dedicate dedication defend defer deficiency deliberate deliberately demanding
dense deny depict desperate despite destined detract devote devotion differentiate dilemma diminish disagree disagreement disappear
disappoint discretion dismiss disrupt disruption distinction distinguish distract disturb divide doable dramatic dwell earnestly economical educate
effortless eliminate eloquent embody eminent empathy encompass encouraging endless enduring enlighten enormous enquiry entitle enthuse equally equip
erode ethic ethical evoke exaggerate excess excessive exclusive excuse exempt exert exhaustive exhibit expectancy expedient explanation
exploit extraordinary extreme failing faithful fashion fate favourable favorable feasible feasibility fight fluid formidable forward-thinking
fragile friction frustrate frustration  fullest gentle graceful grateful gravity guiding halt handful happiness harm harmful harmless haste hasty
hesitate hesitation hidden hinder honor hostile humane illustrate immense impartial impede impression impressive improper impulse inability inappropriately
incline inclined inconvenient indefinite indifferent indispensable inevitable influential inform  inherently inner innumerable inquire
insist inspect inspiration instruct instruction insufficiently intact interested interesting interference intolerable intrinsic invent irrespective
jeopardise jeopardize justify justification laborious laudable  legitimate lesser liable liberty lifetime lively loose loyal loyalty luxury magic  manifest
 mediocre memorable mention  messy midst mighty  misunderstanding mistrust modesty moral motive mundane mystery naive neat
neglect neutrality newcomer nobody norm notice notwithstanding novelty obey obligation obligate obscure occasional odds offset onboard oneness ongoing onus
oppose opposite oppress optimal orderly originate outgrow outperform outright outward overlap overnight oversimplify overwhelm painstaking
paradox partake partial passionate patiently peculiar pending  perhaps  perpetual perseverance persevere personal persuade pertain pertinent
pervasive pitfall plausible pledge plentiful poise portray postpone practically praise precaution precious precision predict predictable predominant
preserve prestige prestigious pretend prevalent pride privilege procrastinate profound prohibit prominent prone pronounce propel
propensity proportion proportionate prosperity provided provoke punctual purely puzzle qualify quest quietly radical  rarely rash readily realisation
reap rebuild  reckon reconcile rectify redefine refrain refreshing refuse regret reject rejoice relax relentless relevance relieve remedy reminder
reputable resemble resist resolute respectable restrain restrict restriction retain rethink reverse ripple rough routine sacrifice safely salient
scarce scattered scope scratch sentiment setback severe shed shortcoming shorten shrink skeptical skip slightly sloppy soften solely solemn sophistication
spontaneous stagnate staple staunch stimulate stipulate stringent strongly stunning subjective subtle suboptimal substantially substitute suffer
superb superficial supplement suppress surely surpass surrender susceptible suspect sweeping  tact tangible  temptation tenacity tendency tender
terrible thereafter threat threaten  thrilled tolerance tolerate toward  traditionally tranquil transcend  treasure  tremendous trouble
troublesome trustworthy truthful typically ubiquitous unanimous unaware unbiased uncover underestimate undermine underscore undesired undisputed undo
unfair unfavourable unforeseen unfortunate uniquely unite unity unjust unlimited unpleasant unpredictable unquestionable unreasonable unsatisfactory unwanted unwilling
upbeat upfront upside upright vague vain    venture viability vigour vigor vigorous vocal vulnerable wander  wasted welcome whatsoever
whereby wholly widen widely willingness wishful withhold withstand witness worsen worst worry wrongly yearn zeal
wherever anyhow anyway somehow suffice sufficiency satisfaction expectation probably properly secondly significantly similarly specifically subsequently thereafter thirdly ultimately`;

const FUNCTION = new Set(FUNCTION_WORDS.split(/\s+/));

/** Whether a lower-case word only joins others together. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION.has(word);
}

/** Endings put to a whole word, to one whose last letter is changed, and to one that ends in e. */
const ENDINGS = [
  's',
  'es',
  'ed',
  'ing',
  'ly',
  'er',
  'ers',
  'est',
  'ment',
  'ments',
  'ness',
  'able',
  'ive',
  'ful',
  'al',
  'ally',
  "'s",
];
const VOWEL_ENDINGS = ['es', 'ed', 'ing', 'er', 'ers', 'est', 'able', 'ive', 'al', 'ally'];
const Y_ENDINGS = ['es', 'ed', 'er', 'ers', 'est', 'ly', 'ness', 'al', 'ally', 'able', 'ful'];
/** Words that merely begin like one of the list, and say something of their own. */
const NOT_BEGINNINGS = new Set(
  'data info port cert repo spec prod plane construct intel inter leader leaders'.split(' '),
);
/** Shorter ones are left alone: too many words begin with three given letters. */
const SHORTEST_BEGINNING = 4;

/** Every word of the list with every ending, sorted: a word is looked up by what it is the beginning of. */
const LISTED = new Set(STOCK_WORDS.split(/\s+/));
const STOCK = new Set([...LISTED].flatMap(inflected));
const SORTED = [...STOCK].sort();

function inflected(word: string): string[] {
  const put = (stem: string, endings: readonly string[]): string[] => endings.map((ending) => stem + ending);
  const forms = [word, ...put(word, ENDINGS)];
  if (word.endsWith('e')) forms.push(`${word}d`, `${word}r`, `${word}rs`, ...put(word.slice(0, -1), VOWEL_ENDINGS));
  if (/[^aeiou]y$/.test(word)) forms.push(...put(`${word.slice(0, -1)}i`, Y_ENDINGS));
  if (/[^aeiou][aeiou][bdglmnprt]$/.test(word)) forms.push(...put(word + word.at(-1)!, ['ed', 'ing', 'er', 'ers']));
  return forms;
}

/** Whether a lower-case word is in the list as it stands: how a word in capitals is looked up, which may be an acronym. */
export function isListed(word: string): boolean {
  return FUNCTION.has(word) || LISTED.has(word);
}

/** Whether a lower-case word is in the list, with a common ending or without. */
export function isGeneric(word: string): boolean {
  return !NOT_BEGINNINGS.has(word) && (FUNCTION.has(word) || STOCK.has(word));
}

/**
 * Whether a word is a listed one cut short. It counts as the whole word does, so that text cut off in the middle of a
 * word says no more than before.
 */
export function isCutShort(word: string): boolean {
  if (word.length < SHORTEST_BEGINNING || NOT_BEGINNINGS.has(word)) return false;
  let low = 0;
  let high = SORTED.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (SORTED[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return SORTED[low]?.startsWith(word) === true;
}
