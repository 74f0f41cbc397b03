import { Catch, type ExceptionFilter } from '@nestjs/common';

/** Errors of resolvers go on to the error format of the schema; Nest would log the expected ones too. */
@Catch()
export class PassThroughFilter implements ExceptionFilter {
  catch(exception: unknown): never {
    throw exception;
  }
}
