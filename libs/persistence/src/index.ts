export * from './database.js';
export * from './entities.js';
export * from './migrate.js';
export * from './workspace-transaction.js';
export * from './sealed/seal.js';
export * from './sealed/sealed-columns.js';
