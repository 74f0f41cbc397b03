import type { AccessLevel } from '@bicorne/identity';
import { Extensions } from '@nestjs/graphql';

/** Where the declared level stands in the extensions of a field or an object type of the schema. */
export const ACCESS = 'access';

/**
 * Declares who may use a field: on an object type for all its fields, on a field, a query or a mutation for that one.
 * A field without a declared level stops the start.
 */
export function Access(level: AccessLevel): ClassDecorator & MethodDecorator & PropertyDecorator {
  return Extensions({ [ACCESS]: level });
}
