export * from './shared/vocabulary.js';
