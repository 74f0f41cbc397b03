/** Where files are uploaded, and below it where they are downloaded. */
export const FILES_PATH = '/files';

/** Where a file is given to whom a signature was. @param id global */
export function signedPath(id: string, signature: string): string {
  return `${FILES_PATH}/${id}/${signature}`;
}
