import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes pg-pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: "console.log('pool', { totalCount, idleCount, waitingCount }) of the pool, every 2 s",
    cost: 'One line per sample. The shorter the interval, the fewer steps of the number in use it takes to name a route.',
  },
  {
    setting: 'connectionTimeoutMillis: 30000 in the options of the pool',
    cost: 'Callers of an exhausted pool fail after 30 s; the default is to wait for ever, and the log shows nothing.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream as the samples.',
    cost: 'A line per request. Without it a step of the number in use cannot be tied to anybody.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'where the pool is made',
    comment: '//',
    code: `const pool = new Pool({ max: 10, connectionTimeoutMillis: 30000 });

setInterval(() => {
  const { totalCount, idleCount, waitingCount } = pool;
  console.log(new Date().toISOString(), 'INFO pool', { totalCount, idleCount, waitingCount });
}, 2000).unref();
`,
  },
  {
    where: 'one line for each request (Express)',
    comment: '//',
    code: `app.use((request, response, next) => {
  const start = performance.now();
  response.on('finish', () => {
    const ms = Math.round(performance.now() - start);
    console.log(\`\${new Date().toISOString()} INFO \${request.method} \${request.originalUrl.split('?')[0]} \${response.statusCode} \${ms}ms\`);
  });
  next();
});
`,
  },
];
