/**
 * The id by which the world outside knows a thing: opaque, and no two types share one. The same in GraphQL, in webhooks
 * and in links. @param type name of the thing in the published schema @param id of its row
 */
export function toGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}
