/** Loaded first by the npm commands (`node --import`): settings from `.env`, where there is one. Real variables win. */
try {
  process.loadEnvFile();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
