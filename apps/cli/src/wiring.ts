import type { Config } from '@bicorne/config';
import { CliError } from './cli-error.js';
import type { SignIn } from './start/prepare-process.js';

// The one place where commands meet the use cases. Libraries are imported when they are
// called, so that the supervisor and `assess` stay light.

/** Makes the demo workspace where there is none; its sign-ins, none where it was removed. */
export async function seedDemoWorkspace(_url: string, _config: Config, say: (line: string) => void): Promise<SignIn[]> {
  say('The demo workspace is not wired yet.');
  return [];
}

/** Makes a workspace; the lines that tell the owner how to sign in. */
export async function createWorkspace(
  _url: string,
  _config: Config,
  _workspace: { slug: string; name: string; ownerEmail: string; ownerName?: string; timeZone?: string },
): Promise<string[]> {
  throw new CliError('bicorne workspace create is not wired yet.');
}

/** Makes an API token; its text, which is not kept. */
export async function createToken(
  _url: string,
  _config: Config,
  _token: { workspace: string; role: string; client?: string; name?: string; days?: number },
): Promise<string> {
  throw new CliError('bicorne token create is not wired yet.');
}

/** Scans what is due; what was raised. */
export async function scanNow(_url: string, _config: Config): Promise<object[]> {
  throw new CliError('bicorne scan is not wired yet.');
}

/** What a scan at that moment would raise, changing nothing. */
export async function scanAt(_url: string, _config: Config, _at: Date): Promise<object[]> {
  throw new CliError('bicorne scan --at is not wired yet.');
}
