import { getNamedType, isObjectType } from 'graphql';
import { randomBytes } from 'node:crypto';
import type { Asker } from './askers.js';
import { ask, type Told } from './asking.js';
import { inputPlaces, type InputPlace } from './id-places.js';
import type { IdWalk } from './walk.js';
import { ownId, type Place, type World } from './world.js';

/** What somebody might know of another workspace, by the name of where it comes in. */
export interface KnownTexts {
  email: string;
  slug: string;
  templateKey: string;
  /** Anything else that they wrote. */
  words: string;
}

/**
 * Sends what another workspace wrote, at every place where a text comes in, and beside it a text of the same form that is
 * nowhere: one of them must not be told what the other is not.
 *
 * @returns how many places there were, and what differed, one line each
 */
export async function attackWithTexts(
  world: World,
  walk: IdWalk,
  asker: Asker,
  own: Place,
  known: KnownTexts,
): Promise<{ places: number; faults: string[] }> {
  const faults: string[] = [];
  const places = inputPlaces(walk.schema, (type) => type === 'String').filter(
    (place) => place.kind !== 'subscription' && walk.mayAsk(place, asker),
  );
  const ids = (type: string): string => ownId(own, type);
  for (const place of places) {
    const send = async (value: string): Promise<string> => {
      const type = getNamedType(place.route.at(-1)!.field.type);
      const selection = isObjectType(type) ? walk.writer.selection(type, asker.role, 0, ids) : '';
      const tested = { argument: place.argument, path: place.path, value };
      const told = await ask(world, asker, walk.writer.along(place.kind, place.route, selection, ids, tested));
      return gistOf(told, value);
    };
    const text = textFor(place, known);
    const [there, none] = [await send(text), await send(likeness(text))];
    if (there !== none) faults.push(`${place.name} as ${asker.what}: ${text} ${there}, unknown ${none}`);
  }
  return { places: places.length, faults };
}

function textFor({ declared }: InputPlace, { email, slug, templateKey, words }: KnownTexts): string {
  const name = declared.slice(declared.lastIndexOf('.') + 1);
  if (/email$/i.test(name)) return email;
  if (/^(workspace|slug)$/i.test(name)) return slug;
  if (/^(key|templateKey|templates)$/.test(name)) return templateKey;
  return words;
}

/** A text of the same form with other letters in what is random about it. */
function likeness(text: string): string {
  return text.replace(/[0-9a-f]{4,}/g, (part) => randomBytes(part.length).toString('hex').slice(0, part.length));
}

/**
 * Whether it took effect, and why not: what is refused and in which words, without what was sent. What a change gives back
 * is its own affair.
 */
function gistOf({ status, errors, data }: Told, sent: string): string {
  const payloads = Object.values(data ?? {}).map((payload) => {
    if (typeof payload !== 'object' || payload === null) return payload === null ? null : 'a value';
    if ('userErrors' in payload) return payload.userErrors;
    return 'totalCount' in payload ? payload.totalCount : 'an object';
  });
  const told = errors.map(({ message, path, extensions }) => ({ message, path, code: extensions?.['code'] }));
  return JSON.stringify({ status, told, payloads }).replaceAll(JSON.stringify(sent).slice(1, -1), '…');
}
