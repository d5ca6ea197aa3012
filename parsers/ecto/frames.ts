const POOL = ['DBConnection'];
const DRIVER = ['Postgrex', 'MyXQL', 'Tds', 'Exqlite', ':epgsql'];
const FRAMEWORK = ['Ecto', 'Phoenix', 'Plug', 'Bandit', 'Absinthe', 'Oban', 'Broadway'];
const RUNTIME = [
  'Enum',
  'Stream',
  'Task',
  'GenServer',
  'Agent',
  'Process',
  'Supervisor',
  'Kernel',
  'Code',
  'Module',
  'Registry',
  'Logger',
  'ExUnit',
  'Mix',
  'IEx',
];

const withRole = (modules: readonly string[], role: string): string[] =>
  modules.flatMap((name) => [`family:other stack.module:${name} role=${role}`, `family:other stack.module:${name}.* role=${role}`]);

/** Whose the frames of an Elixir stack are. Modules with a colon are Erlang's. */
export const frames: readonly string[] = [
  'family:other stack.module::* role=runtime',
  ...withRole(RUNTIME, 'runtime'),
  ...withRole(FRAMEWORK, 'framework'),
  ...withRole(DRIVER, 'driver'),
  ...withRole(POOL, 'pool'),
];
