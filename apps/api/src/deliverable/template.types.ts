import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { Hat } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';
import { Deliverable } from './deliverable.types.js';

@ObjectType({ description: 'A template that deliverables are planned by: of the catalogue, or of the workspace.' })
@Access('MEMBER')
export class Template {
  @IdField('Template', { nullable: true, description: 'Of this version; null for one of the catalogue.' })
  id!: string | null;

  @Field(() => String, { description: 'By which it is planned.' })
  key!: string;

  @Field(() => Hat, { description: 'Which hat owes it.' })
  hat!: domain.Hat;

  @Field(() => String, { description: 'For people.' })
  title!: string;

  @Field(() => Int, { description: 'Day of the quarter by whose end it is due.' })
  dueDay!: number;

  @Field(() => Float, { description: 'Its planned value among those of its hat.' })
  weight!: number;

  @Field(() => String, { description: 'Headings, guidance as comments, and tables to fill.' })
  markdown!: string;

  @Field(() => Boolean, { description: "Whether it is the workspace's own." })
  own!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when this version is there.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when nothing is planned by it any more.' })
  retiredAt!: Date | null;
}

@ObjectType({ description: 'Templates, by hat and due day.' })
@Access('MEMBER')
export class TemplateConnection extends ConnectionOf('Template', () => Template) {}

@InputType({ description: 'A template. What is said here counts before its front matter.' })
export class CreateTemplateInput {
  @Field(() => String, { description: 'Markdown from anywhere; each heading is a section. Up to 100,000 characters.' })
  markdown!: string;

  @Field(() => String, { nullable: true, description: 'Small letters, digits and hyphens; left out, from the title.' })
  key?: string | null;

  @Field(() => Hat, { nullable: true, description: 'Which hat owes it; needed where the front matter does not say.' })
  hat?: domain.Hat | null;

  @Field(() => String, { nullable: true, description: 'Left out, the first heading.' })
  title?: string | null;

  @Field(() => Int, { nullable: true, description: 'From 1 to 90; left out, 90.' })
  dueDay?: number | null;

  @Field(() => Float, { nullable: true, description: 'Over 0, up to 100; left out, 1.' })
  weight?: number | null;
}

@InputType({ description: 'A new version of a template. What is left out stays as it was.' })
export class ReplaceTemplateInput {
  @IdField('Template')
  templateId!: string;

  @Field(() => String, { description: 'The whole text.' })
  markdown!: string;

  @Field(() => Hat, { nullable: true, description: 'Which hat owes it.' })
  hat?: domain.Hat | null;

  @Field(() => String, { nullable: true, description: 'Left out, the first heading.' })
  title?: string | null;

  @Field(() => Int, { nullable: true, description: 'From 1 to 90.' })
  dueDay?: number | null;

  @Field(() => Float, { nullable: true, description: 'Over 0, up to 100.' })
  weight?: number | null;
}

@InputType({ description: 'The template that is taken out of use.' })
export class RetireTemplateInput {
  @IdField('Template')
  templateId!: string;
}

const AS_IT_IS_NOW = { nullable: true, description: 'The template as it is now; null where there are user errors.' };

@ObjectType({ description: 'Answer of createTemplate.' })
@Access('LEAD')
export class CreateTemplatePayload extends Payload {
  @Field(() => Template, AS_IT_IS_NOW)
  template!: Template | null;
}

@ObjectType({ description: 'Answer of replaceTemplate.' })
@Access('LEAD')
export class ReplaceTemplatePayload extends Payload {
  @Field(() => Template, AS_IT_IS_NOW)
  template!: Template | null;
}

@ObjectType({ description: 'Answer of retireTemplate.' })
@Access('LEAD')
export class RetireTemplatePayload extends Payload {
  @Field(() => Template, AS_IT_IS_NOW)
  template!: Template | null;
}

@InputType({ description: 'One more deliverable of the running quarter.' })
export class AddDeliverableInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => String, { description: 'Key of a template, as `templates` lists them.' })
  templateKey!: string;

  @Field(() => Hat, { nullable: true, description: "Left out, the template's." })
  hat?: domain.Hat | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: "A day of the quarter; left out, the template's, or the quarter's last day where that is over.",
  })
  dueOn?: string | null;
}

@ObjectType({ description: 'Answer of addDeliverable.' })
@Access('MEMBER')
export class AddDeliverablePayload extends Payload {
  @Field(() => Deliverable, { nullable: true, description: 'The deliverable; null where there are user errors.' })
  deliverable!: Deliverable | null;
}
