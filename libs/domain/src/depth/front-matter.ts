import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Refusal } from '../shared/vocabulary.js';
import { HATS } from '../shared/vocabulary.js';

const schema = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be in kebab-case')
    .optional(),
  hat: z.enum(HATS).optional(),
  title: z.string().min(1).optional(),
  dueDay: z.int().min(1).max(90).optional(),
  weight: z.number().positive().max(100).optional(),
  critical: z.array(z.string()).optional(),
  targetUniqueWords: z.int().positive().max(100_000).optional(),
  tables: z
    .record(
      z.string(),
      z.strictObject({ columns: z.array(z.string().min(1)).min(1), rows: z.int().positive().max(1000) }),
    )
    .optional(),
  evidence: z.record(z.string(), z.int().positive().max(100)).optional(),
  fields: z.array(z.string()).optional(),
  /** Sections with a table of platform work that is needed: the column that names it, and the one that says which roadmap item carries it. */
  platformNeeds: z
    .record(z.string(), z.strictObject({ need: z.string().min(1), roadmapItem: z.string().min(1).optional() }))
    .optional(),
  /** Sections that name roadmap items: the column of a table, or true where its rows, list items and paragraphs do. */
  roadmapItems: z.record(z.string(), z.union([z.string().min(1), z.literal(true)])).optional(),
  thresholds: z
    .strictObject({ thin: z.number().min(0).max(100).optional(), critical: z.number().min(0).max(100).optional() })
    .optional(),
});

/** The front matter of a template, as docs/depth.md describes it. Every key may be left out. */
export type FrontMatter = z.infer<typeof schema>;

/** Keys that only a template of ours has; without one, front matter belongs to another tool and is passed over. */
const OURS = [
  'hat',
  'dueDay',
  'critical',
  'targetUniqueWords',
  'tables',
  'evidence',
  'fields',
  'platformNeeds',
  'roadmapItems',
  'thresholds',
];

/** Reads front matter. Refusals name the key at fault, with its path (`tables.Models in use.rows`). */
export function readFrontMatter(raw: string | undefined): { values: FrontMatter; refusals: Refusal[] } {
  if (raw === undefined) return { values: {}, refusals: [] };
  const ours = new RegExp(`^(?:${OURS.join('|')})[ \\t]*:`, 'm').test(raw);
  const found = parseYaml(raw);
  if (!ours) return { values: titleOf(found.value), refusals: [] };
  if (found.error !== undefined)
    return { values: {}, refusals: [refusal('frontMatter', `is not valid YAML: ${found.error}`)] };
  const checked = schema.safeParse(found.value);
  if (checked.success) return { values: checked.data, refusals: [] };
  const refusals = checked.error.issues.map((issue) => {
    const extra = issue.code === 'unrecognized_keys' ? issue.keys[0]! : undefined;
    const path = [...issue.path.map(String), ...(extra === undefined ? [] : [extra])].join('.');
    return refusal(path || 'frontMatter', extra === undefined ? issue.message : 'is not a key of a template');
  });
  return { values: {}, refusals };
}

function parseYaml(raw: string): { value?: unknown; error?: string } {
  const document = parseDocument(raw, { logLevel: 'silent' });
  const [first] = document.errors;
  if (first) return { error: first.message.split('\n')[0]! };
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Aliases of aliases can make a small text huge. */
const MOST_ALIASES = 20;

function titleOf(value: unknown): FrontMatter {
  if (typeof value !== 'object' || value === null || !('title' in value)) return {};
  return typeof value.title === 'string' && value.title !== '' ? { title: value.title } : {};
}

function refusal(field: string, message: string): Refusal {
  return { code: 'TEMPLATE_INVALID', field, message: `${field}: ${message}` };
}
