import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { notAvailableYet } from '../graphql/not-available-yet.js';
import { ExportArtifactPackInput, ExportArtifactPackPayload } from './artifact-pack.types.js';

@Resolver()
export class ArtifactPackResolver {
  @Mutation(() => ExportArtifactPackPayload, {
    description: 'Makes one archive of the seven artifacts of an engagement.',
  })
  @Access('MEMBER')
  exportArtifactPack(@Args('input') _input: ExportArtifactPackInput): ExportArtifactPackPayload {
    return { exportJob: null, userErrors: [notAvailableYet('The export of the artifact pack')] };
  }
}
