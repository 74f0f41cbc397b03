import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { randomUUID } from 'node:crypto';
import type { Published } from './published.js';

/** Steps from an argument to a value inside it; lists have one item. */
export type InputPath = readonly string[];

/** Gives an id of the caller's own for a type, so that nothing but the id that is asked about is refused. */
export type OwnIds = (type: string) => string;

const DAY_MS = 86_400_000;
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const momentFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** What a text, a number or a day has to be like, by the name of its field, where the first thing does not do. */
const BY_NAME: Record<string, () => unknown> = {
  after: () => undefined,
  amount: () => '10.00',
  area: () => 'architecture',
  before: () => undefined,
  company: () => `Company ${randomUUID().slice(0, 8)}`,
  currency: () => 'EUR',
  currentPassword: () => 'a password of the tests',
  daysPerWeek: () => 1,
  decidedAt: () => momentFromNow(-1),
  digestAt: () => '08:00',
  dueDay: () => 30,
  dueOn: () => dayFromNow(7),
  email: () => `${randomUUID()}@example.com`,
  contactEmail: () => `${randomUUID()}@example.com`,
  evidenceUrl: () => 'https://example.com/evidence',
  expiresAt: () => momentFromNow(30),
  first: () => 2,
  from: () => '22:00',
  key: () => `own-${randomUUID().slice(0, 8)}`,
  last: () => undefined,
  markdown: () => '# Read\n\n## Text\n\nOn 5 March 2026 Ada chose PostgreSQL for search.\n',
  name: () => `Name ${randomUUID().slice(0, 8)}`,
  password: () => 'a password of the tests',
  section: () => 'Models in use',
  startsOn: () => dayFromNow(7),
  templateKey: () => 'model-registry',
  templates: () => 'roadmap',
  timeZone: () => 'Europe/Amsterdam',
  to: () => '07:00',
  until: () => dayFromNow(7),
  url: () => 'https://hooks.example.com/of-the-walk',
  website: () => 'https://example.com',
};

/** The same for one field of one input, where its name alone does not tell. */
const BY_PLACE: Record<string, unknown> = {
  'AddMemberInput.role': 'PARTNER',
  'ChangeClientContactRoleInput.role': 'SPONSOR',
  'CreateApiTokenInput.role': 'VIEWER',
  'InviteClientContactInput.role': 'VIEWER',
  'DraftEngagementInput.shape': 'FRACTIONAL_CTO',
  'KeepDraftInput.evidence': [],
  'Query.search.text': 'e',
  'UpdateNoticePreferencesInput.quietHours': { from: '22:00', to: '07:00' },
};

/** What has to stand beside a field for it to be read. */
const BESIDE: Record<string, Record<string, unknown>> = {
  'EvidenceInput.fileId': { kind: 'FILE' },
};

const BY_TYPE: Record<string, (name: string) => unknown> = {
  Boolean: () => true,
  Date: () => dayFromNow(7),
  DateTime: () => momentFromNow(1),
  Float: () => 1,
  Int: () => 1,
  String: () => 'Some words.',
};

/** Makes values that stand, for whatever input the schema has. What may be left out is left out. */
export class InputMaker {
  constructor(private readonly published: Published) {}

  /**
   * @param place `Type.field.argument` or `Input.field`
   * @param path what is below, to the value that `tested` becomes; null where nothing is tested in here
   */
  make(type: GraphQLInputType, place: string, own: OwnIds, path: InputPath | null, tested?: unknown): unknown {
    if (isNonNullType(type)) return this.make(type.ofType, place, own, path, tested);
    if (path === null && place in BY_PLACE) return BY_PLACE[place];
    if (isListType(type)) return [this.make(type.ofType, place, own, path, tested)];
    if (isInputObjectType(type)) {
      const [next, ...rest] = path ?? [];
      const value: Record<string, unknown> = {};
      for (const field of Object.values(type.getFields())) {
        const inner = `${type.name}.${field.name}`;
        if (field.name === next) value[field.name] = this.make(field.type, inner, own, rest, tested);
        else if (isNeeded(field, inner)) value[field.name] = this.make(field.type, inner, own, null);
      }
      return Object.assign(value, next === undefined ? {} : BESIDE[`${type.name}.${next}`]);
    }
    if (path !== null && tested !== undefined) return tested;
    if (isEnumType(type)) return type.getValues()[0]?.name;
    if (type.name === 'ID') return own(this.published.idTypeAt(place));
    const name = place.slice(place.lastIndexOf('.') + 1);
    const make = BY_NAME[name] ?? BY_TYPE[type.name];
    if (!make) throw new Error(`Nothing makes a ${type.name} for ${place}: add it to test/tenancy/inputs.ts.`);
    return make(name);
  }
}

function isNeeded(field: GraphQLInputField, place: string): boolean {
  return isRequiredInputField(field) || place in BY_PLACE;
}

/** Every way from an argument of this type to a value that is `wanted`, an input inside itself but once. */
export function pathsTo(
  type: GraphQLInputType,
  place: string,
  wanted: (typeName: string) => boolean,
  outer: readonly string[] = [],
): { path: InputPath; place: string }[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return pathsTo(bare.ofType, place, wanted, outer);
  if (!isInputObjectType(bare)) return wanted((bare as { name: string }).name) ? [{ path: [], place }] : [];
  if (outer.includes(bare.name)) return [];
  return Object.values(bare.getFields()).flatMap((field) =>
    pathsTo(field.type, `${bare.name}.${field.name}`, wanted, [...outer, bare.name]).map((found) => ({
      ...found,
      path: [field.name, ...found.path],
    })),
  );
}
