import type { PortfolioFilter as Filter } from '@bicorne/application';
import type * as domain from '@bicorne/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { Hat, PortfolioMark } from '../graphql/enums.js';

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

@ObjectType({ description: 'How many rows have a mark.' })
@Access('MEMBER')
export class PortfolioCount {
  @Field(() => PortfolioMark, { description: 'Which one.' })
  mark!: domain.PortfolioMark;

  @Field(() => Int, { description: 'How many rows.' })
  count!: number;
}

@ObjectType({ description: 'The portfolio, what needs attention first.' })
@Access('SIGNED_IN')
export class PortfolioConnection extends ConnectionOf('Portfolio', () => PortfolioRow) {
  /** For the resolver of `counts`. */
  filter!: Filter;
}

@InputType({ description: 'Which rows; what is left out lets everything through.' })
export class PortfolioFilter {
  @Field(() => String, {
    nullable: true,
    description: "A part of the client's name, or of the name of who wears a hat there, whatever its case.",
  })
  search?: string | null;

  @Field(() => Hat, {
    nullable: true,
    description: 'Rows with this hat; late and thin are then counted under it alone.',
  })
  hat?: domain.Hat | null;

  @Field(() => PortfolioMark, { nullable: true, description: 'Rows with this mark. For members.' })
  mark?: domain.PortfolioMark | null;
}
