// Is the program in this container well? The worker's health check, else the server's.
const port = process.env.AGENT_PORT || 8081;
const urls = [`http://127.0.0.1:${port}/`, `http://127.0.0.1:${process.env.PORT || 8000}/health`];

async function isWell(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

const answers = await Promise.all(urls.map(isWell));
process.exit(answers.includes(true) ? 0 : 1);
