import { describe, expect, it } from '@jest/globals';
import { vendorKey } from './vendor-key.js';

describe('vendorKey', () => {
  it.each([
    ['Qdrant', 'QDRANT GmbH'],
    ['Qdrant', 'Qdrant G.m.b.H.'],
    ['Qdrant', ' qdrant , Inc.'],
    ['Wëaviate B.V.', 'weaviate bv'],
    ['Weights & Biases', 'weights and biases, LLC'],
    ['Open AI', 'OpenAI'],
  ])('%j is %j', (left, right) => expect(vendorKey(left)).toBe(vendorKey(right)));

  it.each([
    ['Qdrant', 'Weaviate'],
    ['SE', 'SA'],
    ['Databricks', 'Data'],
  ])('%j is not %j', (left, right) => expect(vendorKey(left)).not.toBe(vendorKey(right)));

  it('is empty where there is no name', () => expect(vendorKey(' . ')).toBe(''));
});
