import { toGlobalId } from '@bicorne/application';
import { getNamedType, isObjectType } from 'graphql';
import { randomUUID } from 'node:crypto';
import { ask, codesOf, isTurnedAway, tellingOf, type LeakFinder, type Told } from './asking.js';
import { DocumentWriter, type Operation } from './documents.js';
import { answeredFields, inputPlaces, lateness, type InputPlace } from './id-places.js';
import { InputMaker } from './inputs.js';
import { published, type Published } from './published.js';
import type { Asker } from './askers.js';
import { ownId, rowsOfType, type Place, type RowId, type World } from './world.js';

export interface Attack {
  /** Whose rows stand in for the other inputs. */
  own: Place;
  /** The rows of a type that are not for the asker; none where all of the type are. */
  foreign: (type: string) => readonly RowId[];
  leaks: LeakFinder;
}

export interface Attacked {
  requests: number;
  /** What was told, one line each. */
  faults: string[];
}

/** Asks at every place of the published schema where an id comes in, through queries and mutations. */
export class IdWalk {
  readonly schema: Published = published();
  readonly writer = new DocumentWriter(this.schema, new InputMaker(this.schema));
  readonly places: readonly InputPlace[];
  /** Fields that an owner of the rows was answered. */
  readonly answered = new Set<string>();

  constructor(
    private readonly world: World,
    leftOut: readonly string[] = [],
  ) {
    this.places = inputPlaces(this.schema, (type) => type === 'ID').filter(({ name }) => !leftOut.includes(name));
  }

  /** Sends foreign, unknown and mistaken ids. Foreign and unknown ones have to be told the same. */
  async attack(asker: Asker, { own, foreign, leaks }: Attack): Promise<Attacked> {
    const faults: string[] = [];
    let requests = 0;
    for (const place of this.places) {
      const type = this.schema.idTypeAt(place.declared);
      const [row] = foreign(type);
      if (!row) continue;
      const send = async (id: string): Promise<Told> => {
        const operation = this.operation(place, asker, own, id);
        const told = await ask(this.world, asker, operation);
        requests += 1;
        const leaked = leaks.in(told.text, JSON.stringify(operation));
        if (leaked.length > 0) faults.push(`${place.name} as ${asker.what} shows ${leaked.join(', ')}`);
        return told;
      };
      const theirs = await send(toGlobalId(type, row.id));
      const unknown = await send(toGlobalId(type, randomUUID()));
      if (tellingOf(theirs) !== tellingOf(unknown))
        faults.push(`${place.name} as ${asker.what}: foreign ${tellingOf(theirs)}, unknown ${tellingOf(unknown)}`);
      // Of each role the person tries mistaken ids; its tokens go the same way.
      if (isTurnedAway(unknown) || !('cookie' in asker.headers)) continue;
      for (const id of mistakenIds(type, row, foreign)) {
        const told = await send(id);
        if (tellingOf(told) !== tellingOf(unknown) && !codesOf(told).includes('NOT_FOUND'))
          faults.push(`${place.name} as ${asker.what}, an id of another type: ${tellingOf(told)}`);
      }
    }
    return { requests, faults };
  }

  /** The places where nobody of the askers finds a row of their own: what was refused there before, proves nothing. */
  async placesWithoutRow(own: Place, askers: readonly Asker[]): Promise<string[]> {
    const missing: string[] = [];
    for (const place of [...this.places].sort((a, b) => lateness(a.name) - lateness(b.name))) {
      const told: string[] = [];
      let isFound = false;
      for (const asker of askers) isFound ||= await this.finds(place, asker, own, told);
      if (!isFound) missing.push(`${place.name}: ${told.join(' | ')}`);
    }
    return missing;
  }

  private async finds(place: InputPlace, asker: Asker, own: Place, heard: string[]): Promise<boolean> {
    if (!this.mayAsk(place, asker)) return false;
    const type = this.schema.idTypeAt(place.declared);
    const unknown = await ask(this.world, asker, this.operation(place, asker, own, toGlobalId(type, randomUUID())));
    for (const { id } of rowsOfType(own, type).slice(0, 12)) {
      const told = await ask(this.world, asker, this.operation(place, asker, own, toGlobalId(type, id)));
      for (const field of answeredFields(this.schema, place.kind, told.data)) this.answered.add(field);
      if (!isTurnedAway(told) && tellingOf(told) !== tellingOf(unknown)) return true;
    }
    heard.push(`${asker.what} ${tellingOf(unknown)}`);
    return false;
  }

  /** The operation that has a value at a place; where the asker may not ask, one that is refused. */
  operation(place: InputPlace, asker: Asker, own: Place, value: string): Operation {
    const ids = (type: string): string => ownId(own, type);
    const { field } = place.route.at(-1)!;
    const type = getNamedType(field.type);
    const role = this.mayAsk(place, asker) ? asker.role : 'OWNER';
    const selection = isObjectType(type) ? this.writer.selection(type, role, 1, ids) : '';
    const tested = { argument: place.argument, path: place.path, value };
    return this.writer.along(place.kind, place.route, selection, ids, tested);
  }

  mayAsk({ route }: InputPlace, { role }: Asker): boolean {
    return route.every(({ type, field }) => this.schema.allows(role, `${type.name}.${field.name}`));
  }
}

/** The row's id without its form, another row's in its own, and another row's with the type of this one. */
function mistakenIds(type: string, row: RowId, foreign: Attack['foreign']): string[] {
  const other = type === 'Client' ? 'Engagement' : 'Client';
  const [stranger] = foreign(other);
  return [row.id, ...(stranger ? [toGlobalId(other, stranger.id), toGlobalId(type, stranger.id)] : [])];
}
