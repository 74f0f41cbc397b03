/** Where files are uploaded, and below it where they are downloaded. */
export const FILES_PATH = '/files';
