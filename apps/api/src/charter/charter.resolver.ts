import { acknowledgeCharter, askWhichHat, publishCharter } from '@bicorne/application';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { engagementNow } from '../engagement/engagements-by-id.js';
import { Access } from '../graphql/access.js';
import { BadUserInput } from '../graphql/errors.js';
import { IdArg } from '../graphql/global-id.js';
import { MoneyInput } from '../graphql/money.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import {
  AcknowledgeCharterInput,
  AcknowledgeCharterPayload,
  Charter,
  PublishCharterInput,
  PublishCharterPayload,
  WhichHat,
} from './charter.types.js';

@Resolver(() => Charter)
export class CharterResolver {
  @Query(() => WhichHat, { description: 'Whose decision it is: ask before it is taken.' })
  @Access('SIGNED_IN')
  async whichHat(
    @Ctx() context: RequestContext,
    @IdArg('engagementId', 'Engagement') engagementId: string,
    @Args('area', { type: () => String, description: 'The area of decision, however it is written.' }) area: string,
    @Args('amount', { type: () => MoneyInput, nullable: true, description: 'What it would cost.' })
    amount: MoneyInput | null,
  ): Promise<WhichHat> {
    const answer = await askWhichHat(context, { engagementId, area, amount });
    if (!answer.ok) throw new BadUserInput(answer.refusals[0]?.message ?? '', answer.refusals[0]?.field);
    return answer.value;
  }

  @Mutation(() => PublishCharterPayload, { description: 'Publishes a new version, which starts unacknowledged.' })
  @Access('MEMBER')
  publishCharter(
    @Ctx() context: RequestContext,
    @Args('input') input: PublishCharterInput,
  ): Promise<PublishCharterPayload> {
    return payloadWith(publishCharter(context, input), (made) => charterNow(context, made), { charter: null });
  }

  @Mutation(() => AcknowledgeCharterPayload, { description: 'The caller acknowledges a version. Twice is as once.' })
  @Access('MEMBER_OR_SPONSOR')
  acknowledgeCharter(
    @Ctx() context: RequestContext,
    @Args('input') input: AcknowledgeCharterInput,
  ): Promise<AcknowledgeCharterPayload> {
    return payloadWith(acknowledgeCharter(context, input), (done) => charterNow(context, done), { charter: null });
  }
}

async function charterNow(
  context: RequestContext,
  { engagementId, charterId }: { engagementId: string; charterId: string },
): Promise<{ charter: Charter | null }> {
  const { charters } = await engagementNow(context, engagementId);
  return { charter: charters.find(({ id }) => id === charterId) ?? null };
}
