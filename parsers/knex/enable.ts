import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Knex tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'DEBUG=knex:client   # the environment of the process; debug prints to standard error',
    cost: 'Two lines for each query or transaction. Names the connection but nobody to blame, so keep one log line for each request in the same stream.',
    off: 'on a busy service after some minutes.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream.',
    cost: 'A line per request. Without it a connection that stays out cannot be tied to anybody.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'start the process with its checkouts and its requests in one file',
    comment: '#',
    code: 'DEBUG=knex:client node server.js >> app.log 2>&1\n',
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
