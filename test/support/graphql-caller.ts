import { expect } from '@jest/globals';
import type { TestApi } from './api-server.js';

/** What came back, as plain JSON: the tests say what they expect of it. */
// oxlint-disable-next-line typescript/no-explicit-any -- shapes are checked by the assertions
export type Json = any;

/** Sends operations as one of the people of a test, who have a token each. */
export class GraphqlCaller {
  constructor(
    private readonly api: TestApi,
    private readonly token: string,
  ) {}

  /** The data of an operation without errors. */
  async ask(query: string, variables: object = {}): Promise<Json> {
    const answer = await this.api.ask<Json>(query, variables, this.token);
    expect({ query, errors: answer.errors }).toEqual({ query, errors: undefined });
    return answer.data;
  }

  /** The codes of the errors of an operation that fails as a whole. */
  async failing(query: string, variables: object = {}): Promise<unknown[]> {
    const { errors } = await this.api.ask(query, variables, this.token);
    return (errors ?? []).map(({ extensions }) => extensions?.['code']);
  }

  /** The payload of a mutation that takes effect. @param fields of the payload, without the user errors */
  async change(name: string, input: object, fields: string): Promise<Json> {
    const payload = await this.send(name, input, fields);
    expect({ name, userErrors: payload.userErrors }).toEqual({ name, userErrors: [] });
    return payload;
  }

  /** Why a mutation is refused: "field CODE" of each user error. */
  async refused(name: string, input: object): Promise<string[]> {
    const payload = await this.send(name, input, '');
    return payload.userErrors.map(({ field, code }: Json) => `${field} ${code}`);
  }

  /** The sentences of the user errors of a mutation. */
  async messages(name: string, input: object): Promise<string[]> {
    const payload = await this.send(name, input, '');
    return payload.userErrors.map(({ message }: Json) => message);
  }

  private async send(name: string, input: object, fields: string): Promise<Json> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} userErrors { code field message } } }`;
    return (await this.ask(query, { input }))[name];
  }
}
