export { loadTemplateCatalogue } from './template-catalogue.js';
export type { TemplateCatalogue } from './template-catalogue.js';
