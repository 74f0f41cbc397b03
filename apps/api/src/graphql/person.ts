import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from './access.js';

@ObjectType({ description: 'Somebody by name: a member or a client contact.' })
@Access('SIGNED_IN')
export class Person {
  @Field(() => String, { description: 'As it is shown.' })
  name!: string;
}
