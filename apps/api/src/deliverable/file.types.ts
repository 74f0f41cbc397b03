import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'An address that needs no sign-in for a few minutes.' })
@Access('SIGNED_IN')
export class SignedUrl {
  @Field(() => String, {
    description: 'The address, whole. It is of one caller, and ends early where they lose their right.',
  })
  url!: string;

  @Field(() => DateTimeScalar, { description: 'Until when it holds.' })
  expiresAt!: Date;
}

@ObjectType('File', { description: 'An uploaded file. POST /files takes one, its `url` gives it.' })
@Access('SIGNED_IN')
export class UploadedFile {
  @IdField('File')
  id!: string;

  @Field(() => String, { description: 'Under which it is saved.' })
  name!: string;

  @Field(() => String, { description: 'What its bytes are, whatever its name says.' })
  mediaType!: string;

  @Field(() => Float, { description: 'In bytes.' })
  size!: number;

  @Field(() => String, { description: 'Hash of its bytes, hexadecimal.' })
  sha256!: string;

  @Field(() => String, {
    description: 'Where it is downloaded, with the same sign-in or token: leads on to a signed address.',
  })
  url!: string;

  @Field(() => SignedUrl, { description: 'Where it is downloaded without a sign-in, for five minutes from now.' })
  signedUrl!: SignedUrl;
}
