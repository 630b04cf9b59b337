// Fetches the URL of the environment once, for Bun and Deno alike. Its output does not matter: the proxies of the test note who came.
await fetch(process.env.FETCH_URL, { redirect: 'manual' }).catch(() => {});
process.exit(0);
