/**
 * What a source gives, each turned into something else; null is passed over and `END` ends it. Unlike an async generator
 * it can be ended while the source is awaited, which is how a stream mostly is when its reader leaves.
 */
export const END = Symbol('end');

export function mapped<From, To>(
  source: AsyncIterator<From>,
  turn: (value: From) => Promise<To | null | typeof END>,
): AsyncGenerator<To, void, void> {
  const done = { done: true, value: undefined } as const;
  const end = async (): Promise<IteratorResult<To, void>> => {
    await source.return?.();
    return done;
  };
  const generator: AsyncGenerator<To, void, void> = {
    next: async (): Promise<IteratorResult<To, void>> => {
      for (;;) {
        const step = await source.next();
        if (step.done === true) return done;
        const turned = await turn(step.value);
        if (turned === END) return end();
        if (turned !== null) return { done: false, value: turned };
      }
    },
    return: end,
    throw: async (error: unknown): Promise<IteratorResult<To, void>> => {
      await source.return?.();
      throw error;
    },
    [Symbol.asyncIterator]: () => generator,
    [Symbol.asyncDispose]: async () => {
      await end();
    },
  };
  return generator;
}
