/**
 * The state that migrations start from: the newest migration of the last release, and the commit at which it was built.
 * Each migration after it is proven, up, down and up again, beside the requests of that release. Moved with each release.
 */
export const RELEASED = {
  migration: 'RightsInTheTrail1795000001600',
  commit: 'd7068a9dc9e703c7ecf0607c9f428e7cf788a232',
};
