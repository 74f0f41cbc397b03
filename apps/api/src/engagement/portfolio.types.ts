import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';

@ObjectType({ description: 'How many alerts are not resolved.' })
@Access('SIGNED_IN')
export class OpenAlerts {
  @Field(() => Int, { description: 'All of them.' })
  total!: number;

  @Field(() => Int, { description: 'The critical ones.' })
  critical!: number;
}

@ObjectType({ description: 'A client in the portfolio, with the engagement that stands for it.' })
@Access('SIGNED_IN')
export class PortfolioRow {
  /** Row ids, for the resolvers. */
  clientId!: string;
  engagementId!: string | null;
}

@ObjectType({ description: 'The portfolio, what needs attention first.' })
@Access('SIGNED_IN')
export class PortfolioConnection extends ConnectionOf('Portfolio', () => PortfolioRow) {}
