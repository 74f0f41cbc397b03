export * from './database.js';
export * from './entities.js';
export { migrate } from './migrate.js';
export * from './workspace-transaction.js';
export * from './sealed/seal.js';
export * from './sealed/sealed-columns.js';
