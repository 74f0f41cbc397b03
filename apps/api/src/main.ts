import { ConfigError, findProjectRoot, readConfig, superviseChild } from '@bicorne/config';
import { openServer, type Server } from './server.js';

let server: Server | null = null;
const child = superviseChild({ onStop: async () => server?.close() });

try {
  const config = readConfig(process.env, findProjectRoot(import.meta.url));
  const { databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new ConfigError(['The API needs DATABASE_URL; `bicorne start` gives it its own.']);
  server = await openServer({ config: { ...config, databaseUrl } });
  await server.listen(config.host, config.port);
  child.ready();
} catch (error) {
  await child.failed(sentenceOf(error));
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'The port is taken: set PORT to another one, or stop what listens there.';
  return `The API cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
