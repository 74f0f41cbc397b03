import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { IdField } from '../graphql/global-id.js';

@ObjectType({ description: 'A company that the consultancy serves.' })
@Access('SIGNED_IN')
export class Client {
  @IdField('Client')
  id!: string;

  @Field(() => String, { description: 'As the company calls itself.' })
  name!: string;
}
