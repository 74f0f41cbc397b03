import type { LogLevel } from '@bicorne/config';
import { pino, type Logger } from 'pino';

/** The process's log: JSON lines on standard output, without what people wrote. */
export function openLog(level: LogLevel): Logger {
  return pino({ level, base: { process: 'worker' } });
}
