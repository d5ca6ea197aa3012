/** How to make one runtime's log tell: `plugins` are the parsers whose `enable` steps belong to it, `load` the text with its code. */
export interface Recipe {
  readonly title: string;
  readonly plugins: RegExp;
  readonly load: () => Promise<string>;
}

export const RECIPES: Readonly<Record<string, Recipe>> = {
  hikaricp: { title: 'HikariCP', plugins: /^(?:hikari|jvm|jdbc)/, load: async () => (await import('./hikaricp.ts')).hikaricp },
  sqlalchemy: { title: 'SQLAlchemy', plugins: /^(?:sqlalchemy|python)/, load: async () => (await import('./sqlalchemy.ts')).sqlalchemy },
  go: { title: 'Go database/sql', plugins: /^go/, load: async () => (await import('./go.ts')).go },
  postgres: { title: 'PostgreSQL', plugins: /^(?:pg|postgres)/, load: async () => (await import('./postgres.ts')).postgres },
};
