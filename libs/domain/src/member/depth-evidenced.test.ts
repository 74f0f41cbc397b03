import { describe, expect, it } from '@jest/globals';
import type { DepthEvidenceKind } from '../shared/vocabulary.js';
import { attestDepth, depthEvidenceMissing, depthEvidenced } from './depth-evidenced.js';

const of = (...kinds: DepthEvidenceKind[]) => kinds.map((kind) => ({ kind }));

describe('depth of a practitioner', () => {
  it.each([
    ['nothing', of(), false],
    ['two kinds', of('EVALUATION', 'MODEL_SELECTION'), false],
    ['three of one kind', of('EVALUATION', 'EVALUATION', 'EVALUATION'), false],
    ['one of each', of('EVALUATION', 'GOVERNANCE_ARTIFACTS', 'MODEL_SELECTION'), true],
  ])('%s: %s', (_what, attestations, evidenced) => expect(depthEvidenced(attestations)).toBe(evidenced));

  it('names what is missing', () => {
    expect(depthEvidenceMissing(of('EVALUATION'))).toEqual(['MODEL_SELECTION', 'GOVERNANCE_ARTIFACTS']);
  });
});

describe('attesting depth', () => {
  const command = { kind: 'EVALUATION', statement: 'Ran the eval', evidenceUrl: 'https://example.com/eval' } as const;

  it('keeps a statement and where it can be looked at', () => {
    expect(attestDepth({ ...command, statement: ' Ran the eval ' })).toEqual({ ok: true, value: command });
  });

  it.each([
    ['a blank statement', { statement: ' ' }, 'REQUIRED', 'statement'],
    ['no address', { evidenceUrl: '' }, 'REQUIRED', 'evidenceUrl'],
    ['a script', { evidenceUrl: 'javascript:alert(1)' }, 'INVALID_URL', 'evidenceUrl'],
    ['a file', { evidenceUrl: 'file:///etc/passwd' }, 'INVALID_URL', 'evidenceUrl'],
    ['a password in the address', { evidenceUrl: 'https://a:b@example.com' }, 'INVALID_URL', 'evidenceUrl'],
    ['no address at all', { evidenceUrl: 'example' }, 'INVALID_URL', 'evidenceUrl'],
  ])('refuses %s', (_what, different, code, field) => {
    expect(attestDepth({ ...command, ...different })).toMatchObject({ ok: false, refusals: [{ code, field }] });
  });
});
