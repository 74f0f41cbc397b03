import { JOB_NAMES, type JobName, type JobPayload } from './catalogue.js';

export interface JobContext {
  /** Aborts when the process has to end before the job came to an end by itself. */
  signal: AbortSignal;
}

export type Handler<N extends JobName> = (payload: JobPayload<N>, context: JobContext) => Promise<void>;

/** A handler for every job: leaving one out does not compile. */
export type Handlers = { readonly [N in JobName]: Handler<N> };

type Joined<Parts> = (Parts extends unknown ? (part: Parts) => void : never) extends (part: infer All) => void
  ? All
  : never;

/**
 * Joins the handlers of several files into one record; assign it to {@link Handlers} to have the compiler
 * check that none is missing.
 *
 * @throws Error where two files handle the same job, or none handles one: at start, not when the job comes
 */
export function joinHandlers<const Parts extends Partial<Handlers>[]>(...parts: Parts): Joined<Parts[number]> {
  const joined: Partial<Handlers> = {};
  for (const part of parts) {
    for (const name of Object.keys(part)) {
      if (Object.hasOwn(joined, name)) throw new Error(`Two handlers for the job ${name}.`);
    }
    Object.assign(joined, part);
  }
  const missing = JOB_NAMES.filter((name) => !Object.hasOwn(joined, name));
  if (missing.length > 0) throw new Error(`No handler for the job ${missing.join(', ')}.`);
  return joined as Joined<Parts[number]>;
}
