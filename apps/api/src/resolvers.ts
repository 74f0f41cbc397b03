import { ApiTokenResolver } from './member/api-token.resolver.js';
import { MemberResolver } from './member/member.resolver.js';
import { ViewerResolver } from './member/viewer.resolver.js';

/** Every resolver of the published schema. */
export const RESOLVERS = [ApiTokenResolver, MemberResolver, ViewerResolver];
