/** Roles of JavaScript frames: Node's own, everything installed, then drivers and pools. Later rules win. */
export const JAVASCRIPT_FRAME_RULES: readonly string[] = [
  'family:javascript stack.abs_path:node:** role=runtime',
  'family:javascript stack.abs_path:internal/** role=runtime',
  'family:javascript stack.abs_path:**/node_modules/** role=framework',
  ...[
    'pg',
    'pg-native',
    'pg-cursor',
    'pg-query-stream',
    'mysql',
    'mysql2',
    'mariadb',
    'tedious',
    'oracledb',
    'better-sqlite3',
    'sqlite3',
  ].map((name) => `family:javascript stack.abs_path:**/node_modules/${name}/** role=driver`),
  ...['pg-pool', 'tarn', 'generic-pool', 'sequelize-pool'].map(
    (name) => `family:javascript stack.abs_path:**/node_modules/${name}/** role=pool`,
  ),
];
