import type { RightHolder } from '../shared/vocabulary.js';

export interface DefaultArea {
  /** How the area is kept and compared. */
  area: string;
  /** How it is written for a reader, in the middle of a sentence. */
  label: string;
  holder: Exclude<RightHolder, 'NAMED_OUTSIDE'>;
}

/** Longest name of an area, in UTF-16 code units. */
export const AREA_LIMIT = 120;

/** The areas that every charter covers. Bicorne domain language, Charter and decisions. */
export const DEFAULT_AREAS: readonly DefaultArea[] = [
  { area: 'architecture', label: 'architecture', holder: 'CTO' },
  { area: 'platform-and-infrastructure', label: 'platform and infrastructure', holder: 'CTO' },
  { area: 'vendor-selection', label: 'vendor selection', holder: 'CTO' },
  { area: 'build-versus-buy', label: 'build versus buy', holder: 'CTO' },
  { area: 'engineering-hiring', label: 'engineering hiring', holder: 'CTO' },
  { area: 'product-and-roadmap', label: 'product and roadmap', holder: 'CTO' },
  { area: 'ai-strategy', label: 'AI strategy', holder: 'CAIO' },
  { area: 'model-and-data-choices', label: 'model and data choices', holder: 'CAIO' },
  { area: 'ai-systems-in-production', label: 'AI systems in production', holder: 'CAIO' },
  { area: 'ai-governance', label: 'AI governance', holder: 'CAIO' },
  { area: 'ai-risk', label: 'AI risk', holder: 'CAIO' },
  { area: 'ai-build-buy-or-sunset', label: 'AI build, buy or sunset', holder: 'CAIO' },
  { area: 'ai-team-hiring', label: 'AI team hiring', holder: 'JOINT' },
];

const LABELS: ReadonlyMap<string, string> = new Map(DEFAULT_AREAS.map(({ area, label }) => [area, label]));

/**
 * What two ways of writing an area have in common: case, spaces, punctuation and accents fall away, "&" is "and", "vs" is
 * "versus". "Platform & Infrastructure" and "platform_and_infrastructure" are one area. Empty where no letter or digit is
 * left.
 */
export function areaKey(area: string): string {
  return area
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .replace(/(^|-)vs(?=-|$)/g, '$1versus');
}

/** Whether two ways of writing name the same area. */
export function sameArea(left: string, right: string): boolean {
  return areaKey(left) === areaKey(right);
}

/** The area for a reader: the label of a default area, an added one as it was written. */
export function areaLabel(area: string): string {
  return LABELS.get(areaKey(area)) ?? area;
}

/** The form in which an area is kept: the key of a default area, an added one as it was written. */
export function canonicalArea(area: string): string {
  const key = areaKey(area);
  return LABELS.has(key) ? key : area;
}

/** The default areas that the rights leave out, in order. */
export function missingDefaultAreas(rights: readonly { area: string }[]): DefaultArea[] {
  const covered = new Set(rights.map((right) => areaKey(right.area)));
  return DEFAULT_AREAS.filter(({ area }) => !covered.has(area));
}
