import { NotFound, toGlobalId } from '@bicorne/application';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { Args, Extensions, Field, ID } from '@nestjs/graphql';

/** Where an ID field's type stands in the extensions of the schema. */
export const GLOBAL_ID = 'globalId';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The id of the row that a caller's id stands for.
 *
 * @throws NotFound where the text is no id or one of another type: it answers as an unknown id does
 */
export function fromGlobalId(type: string, globalId: unknown): string {
  const decoded = typeof globalId === 'string' ? Buffer.from(globalId, 'base64url').toString() : '';
  const id = decoded.startsWith(`${type}:`) ? decoded.slice(type.length + 1) : '';
  if (!UUID.test(id) || toGlobalId(type, id) !== globalId) throw new NotFound();
  return id;
}

interface IdFieldOptions {
  nullable?: boolean;
  description?: string;
}

/**
 * An ID field of an object type or an input. The property holds the row's id: it is made opaque on its way out and read
 * on its way in by the finished schema.
 */
export function IdField(type: string, { nullable = false, description }: IdFieldOptions = {}): PropertyDecorator {
  const field = Field(() => ID, { nullable, description: description ?? `Opaque id of the ${type}.` });
  const extensions = Extensions({ [GLOBAL_ID]: type });
  return (target, property) => {
    field(target, property);
    extensions(target, property);
  };
}

@Injectable()
class FromGlobalId implements PipeTransform<unknown, string | null> {
  constructor(private readonly type: string) {}

  transform(value: unknown): string | null {
    return value === null || value === undefined ? null : fromGlobalId(this.type, value);
  }
}

/** An ID argument of a query; the parameter is the row's id. */
export function IdArg(name: string, type: string, description = `Opaque id of the ${type}.`): ParameterDecorator {
  return Args(name, { type: () => ID, description }, new FromGlobalId(type));
}
