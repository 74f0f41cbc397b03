import { hatsOf } from '../engagement/hats.js';
import { readOptionalText, readText } from '../shared/text.js';
import { RIGHT_HOLDERS, decided, refused } from '../shared/vocabulary.js';
import type { Decided, EngagementState, Hat, Refusal, RightHolder, Shape } from '../shared/vocabulary.js';
import { AREA_LIMIT, DEFAULT_AREAS, areaKey, areaLabel, canonicalArea } from './areas.js';
import type { DecisionRight } from './types.js';

const HOLDER_NAME_LIMIT = 200;
const NOTE_LIMIT = 2_000;
const RIGHTS_LIMIT = 100;

/**
 * The decision rights with which an engagement begins. With a single hat the other hat's areas belong to the named person
 * outside, and the joint area to the one hat that is there: it agrees it with that person.
 *
 * @param holderName who holds the other hat's areas; of use for single-hat shapes only
 */
export function defaultCharter(shape: Shape, holderName = ''): DecisionRight[] {
  const hats = hatsOf(shape);
  const onlyHat = hats.length === 1 ? hats[0] : undefined;
  return DEFAULT_AREAS.map(({ area, holder }): DecisionRight => {
    if (onlyHat === undefined || holder === onlyHat) return { area, holder, holderName: null, note: null };
    if (holder === 'JOINT') return { area, holder: onlyHat, holderName: null, note: `Agreed with ${holderName}.` };
    return { area, holder: 'NAMED_OUTSIDE', holderName, note: null };
  });
}

export interface PublishCharterCommand {
  /** Left out: the default charter of the shape. */
  rights?: readonly { area: string; holder: RightHolder; holderName?: string | null; note?: string | null }[] | null;
}

export interface PublishCharterFacts {
  shape: Shape;
  state: EngagementState;
  /** 0 where none is published yet. */
  newestVersion: number;
  /** Who holds the areas of a hat that the shape does not have: by default a sponsor's name. */
  outsideHolderName?: string | null;
}

/**
 * The rights of a new version, which starts unacknowledged. Each right that cannot stand is refused by its place in the
 * list: an area twice (DUPLICATE), a hat that the shape does not have (HAT_NOT_IN_SHAPE), an area of the hat that is not there
 * held by the one that is (OTHER_HATS_AREA), an outside holder without a name (REQUIRED), a name beside a hat (CONTRADICTORY). Default areas may be left out; readiness then says so.
 */
export function publishCharter(
  command: PublishCharterCommand,
  facts: PublishCharterFacts,
): Decided<{ version: number; rights: DecisionRight[] }> {
  if (facts.state === 'COMPLETED' || facts.state === 'ENDED_EARLY')
    return refused({
      code: 'WRONG_STATE',
      field: 'engagementId',
      message: 'The engagement is over: its charter stays.',
    });
  const version = facts.newestVersion + 1;
  if (!command.rights) {
    const holderName = facts.outsideHolderName ?? '';
    if (holderName === '' && hatsOf(facts.shape).length === 1)
      return refused({
        code: 'REQUIRED',
        field: 'rights',
        message:
          "The other hat's areas belong to a named person outside: add a sponsor of the client first, or publish the " +
          'rights with NAMED_OUTSIDE and a name.',
      });
    return decided({ version, rights: defaultCharter(facts.shape, holderName) });
  }
  if (command.rights.length === 0 || command.rights.length > RIGHTS_LIMIT)
    return refused({
      code: command.rights.length === 0 ? 'REQUIRED' : 'OUT_OF_RANGE',
      field: 'rights',
      message: `A charter has from 1 to ${RIGHTS_LIMIT} areas. Leave the rights out for the default ones.`,
    });

  const refusals: Refusal[] = [];
  const rights: DecisionRight[] = [];
  const seen = new Map<string, number>();
  const hats = hatsOf(facts.shape);
  command.rights.forEach((right, index) => {
    const read = readRight(right, `rights.${index}`, hats);
    if (!read.ok) return void refusals.push(...read.refusals);
    const key = areaKey(read.value.area);
    const earlier = seen.get(key);
    if (earlier !== undefined)
      refusals.push({
        code: 'DUPLICATE',
        field: `rights.${index}.area`,
        message:
          `The area "${areaLabel(read.value.area)}" stands in the charter twice, as rights.${earlier}.area too. ` +
          'One area has one holder: leave one of them out.',
      });
    else seen.set(key, index);
    rights.push(read.value);
  });
  return refusals.length > 0 ? refused(...refusals) : decided({ version, rights });
}

type RightInput = NonNullable<PublishCharterCommand['rights']>[number];

function readRight(input: RightInput, field: string, hats: readonly Hat[]): Decided<DecisionRight> {
  const refusals: Refusal[] = [];
  const area = readText(input.area, { field: `${field}.area`, what: 'the area', max: AREA_LIMIT });
  if (!area.ok) refusals.push(...area.refusals);
  else if (areaKey(area.value) === '')
    refusals.push({ code: 'INVALID', field: `${field}.area`, message: 'An area is named by words.' });

  const note = readOptionalText(input.note, { field: `${field}.note`, what: 'the note', max: NOTE_LIMIT });
  if (!note.ok) refusals.push(...note.refusals);

  const name = readHolderName(input, `${field}.holderName`);
  if (!name.ok) refusals.push(...name.refusals);

  const holder =
    holderRefusal(input.holder, `${field}.holder`, hats) ??
    (area.ok ? otherHatsRefusal(area.value, input.holder, `${field}.holder`, hats) : null);
  if (holder) refusals.push(holder);
  if (!area.ok || !note.ok || !name.ok || refusals.length > 0) return refused(...refusals);
  return decided({
    area: canonicalArea(area.value),
    holder: input.holder,
    holderName: name.value,
    note: note.value,
  });
}

/** The name of an outside holder. A name beside any other holder contradicts it. */
function readHolderName(input: RightInput, field: string): Decided<string | null> {
  const limits = { field, what: 'the name of who holds the area', max: HOLDER_NAME_LIMIT };
  if (input.holder === 'NAMED_OUTSIDE') return readText(input.holderName, limits);
  const name = readOptionalText(input.holderName, limits);
  if (!name.ok || name.value === null) return name;
  return refused({
    code: 'CONTRADICTORY',
    field,
    message: `The holder is ${input.holder}, whose wearer needs no name: leave it out, or make the holder NAMED_OUTSIDE.`,
  });
}

function holderRefusal(holder: RightHolder, field: string, hats: readonly Hat[]): Refusal | null {
  if (!RIGHT_HOLDERS.includes(holder))
    return { code: 'INVALID', field, message: `The holder is one of ${RIGHT_HOLDERS.join(', ')}.` };
  if (holder === 'JOINT' && hats.length < 2)
    return {
      code: 'HAT_NOT_IN_SHAPE',
      field,
      message: 'An engagement with one hat has nothing to decide jointly: name the hat, or the person outside.',
    };
  if ((holder === 'CTO' || holder === 'CAIO') && !hats.includes(holder))
    return {
      code: 'HAT_NOT_IN_SHAPE',
      field,
      message: `The engagement has no ${holder} hat: name the person outside who holds the area.`,
    };
  return null;
}

/** With one hat, the areas that every charter gives to the other belong to somebody outside, whose name the charter says. */
function otherHatsRefusal(area: string, holder: RightHolder, field: string, hats: readonly Hat[]): Refusal | null {
  if (hats.length !== 1 || holder === 'NAMED_OUTSIDE') return null;
  const usual = DEFAULT_AREAS.find((candidate) => areaKey(candidate.area) === areaKey(area))?.holder;
  if (usual === undefined || usual === 'JOINT' || hats.includes(usual)) return null;
  return {
    code: 'OTHER_HATS_AREA',
    field,
    message: `${capitalised(areaLabel(area))} belongs to the ${usual} hat, which this engagement does not have: make the holder NAMED_OUTSIDE and name who holds it.`,
  };
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
