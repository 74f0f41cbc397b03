import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DepthPoint, HatForecast } from '../drift/drift.types.js';
import { depthHistoriesByEngagement, forecastsByEngagement } from '../drift/schedules-by-engagement.js';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Member } from '../member/member.types.js';
import { membersById } from '../member/members-by-id.js';
import { HatAssignment } from './engagement.types.js';

@Resolver(() => HatAssignment)
export class HatAssignmentResolver {
  @ResolveField(() => Member, { nullable: true, description: 'Who wears it; null for nobody.' })
  async practitioner(
    @Ctx() context: RequestContext,
    @Parent() { practitionerId }: HatAssignment,
  ): Promise<Member | null> {
    return practitionerId === null ? null : context.load(membersById, practitionerId);
  }

  @ResolveField(() => HatForecast, {
    nullable: true,
    description: 'How it stands against the plan of the quarter; null before the engagement has begun.',
  })
  @Access('MEMBER')
  async forecast(
    @Ctx() context: RequestContext,
    @Parent() { engagementId, hat }: HatAssignment,
  ): Promise<HatForecast | null> {
    const forecast = await context.load(forecastsByEngagement, engagementId);
    const own = forecast?.hats.find((candidate) => candidate.hat === hat);
    return forecast && own ? { ...own, quarter: forecast.quarter.number } : null;
  }

  @ResolveField(() => [DepthPoint], {
    description:
      'How the depth of its plan grew over the quarter, a point a day at the most; empty before the engagement has begun.',
  })
  @Access('MEMBER')
  async depthHistory(
    @Ctx() context: RequestContext,
    @Parent() { engagementId, hat }: HatAssignment,
  ): Promise<DepthPoint[]> {
    const history = await context.load(depthHistoriesByEngagement, engagementId);
    return history?.hats.find((candidate) => candidate.hat === hat)?.points ?? [];
  }
}
