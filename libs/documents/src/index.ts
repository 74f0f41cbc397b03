export { loadTemplateCatalogue, withoutFrontMatter } from './template-catalogue.js';
export type { TemplateCatalogue } from './template-catalogue.js';
export { openDiskStorage } from './storage/disk-storage.js';
export { mediaTypeOf } from './storage/media-type.js';
export { ContentTooLarge } from './storage/storage.js';
export type { Storage, Stored } from './storage/storage.js';
export { markdownPdf } from './pdf/markdown-pdf.js';
export type { PdfDocument } from './pdf/markdown-pdf.js';
