const withRole = (modules: readonly string[], role: string): string[] =>
  modules.map((name) => `family:other stack.module:${name}.* role=${role}`);

/** Whose the frames of a .NET stack are. */
export const frames: readonly string[] = [
  ...withRole(['System', 'MS', 'Internal'], 'runtime'),
  ...withRole(
    [
      'Microsoft.AspNetCore',
      'Microsoft.EntityFrameworkCore',
      'Microsoft.Extensions',
      'Dapper',
      'LinqToDB',
      'NHibernate',
      'Hangfire',
      'Quartz',
      'MassTransit',
    ],
    'framework',
  ),
  'family:other stack.module:Dapper.SqlMapper role=framework',
  ...withRole(['Npgsql'], 'pool'),
];
