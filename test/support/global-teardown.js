/** Stops the PostgreSQL of the global setup and deletes its data. */
export default async function globalTeardown() {
  await globalThis.bicorneTestServer?.stop();
  delete process.env.BICORNE_TEST_DATABASE_URL;
  delete globalThis.bicorneTestServer;
}
