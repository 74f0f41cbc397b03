import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from './access.js';

@ObjectType({ description: 'An amount of money.' })
@Access('SIGNED_IN')
export class Money {
  @Field(() => String, { description: 'Decimal text with two digits after the point, such as "1234.50".' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217 code, such as "EUR".' })
  currency!: string;
}

@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => String, { description: 'Decimal text with at most two digits after the point, such as "1234.50".' })
  amount!: string;

  @Field(() => String, { description: 'ISO 4217 code, such as "EUR".' })
  currency!: string;
}

/** Money of an amount as the database gives it; null for none. */
export function moneyOf(amount: string | null, currency: string): Money | null {
  return amount === null ? null : { amount, currency };
}
