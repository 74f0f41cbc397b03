export * from './shared/index.js';
export * from './calendar/index.js';
export * from './charter/index.js';
export * from './engagement/index.js';
export * from './intake/index.js';
export * from './member/index.js';
