import type { Decided } from '@bicorne/domain';
import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from './access.js';

@ObjectType({ description: 'Something that the caller can mend.' })
@Access('PUBLIC')
export class UserError {
  @Field(() => String, { description: 'For programs; stays the same.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The input field, or the condition, that is at fault.' })
  field?: string | null;

  @Field(() => String, { description: 'For people: what is wrong and what would be right.' })
  message!: string;
}

/** What every mutation answers with, besides its own objects. */
@ObjectType({ isAbstract: true })
export abstract class Payload {
  @Field(() => [UserError], { description: 'What the caller has to mend; empty where the mutation took effect.' })
  userErrors!: UserError[];
}

/** The payload of a use case's decision: the value under `name`, or null and the refusals as user errors. */
export async function payloadOf<Name extends string, Value>(
  name: Name,
  decision: Decided<Value> | Promise<Decided<Value>>,
): Promise<Record<Name, Value | null> & Payload> {
  return payloadWith(decision, (value) => ({ [name]: value }) as Record<Name, Value>, { [name]: null } as Record<
    Name,
    null
  >);
}

/** The same for a payload with several objects; `refused` is what it holds beside the user errors. */
export async function payloadWith<Value, Fields extends object, None extends object>(
  decision: Decided<Value> | Promise<Decided<Value>>,
  fields: (value: Value) => Fields | Promise<Fields>,
  refused: None,
): Promise<(Fields | None) & Payload> {
  const decided = await decision;
  if (!decided.ok) return { ...refused, userErrors: decided.refusals };
  return { ...(await fields(decided.value)), userErrors: [] };
}
