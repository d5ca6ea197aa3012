import { expect, it } from 'vitest';
import { goStack } from '../../../src/plugin/frames/go.ts';
import { frameClassifier } from '../../../src/plugin/frames/roles.ts';
import { GO_FRAME_RULES } from '../../../src/plugin/frames/tables/go.ts';

const classify = frameClassifier(GO_FRAME_RULES);

it.each([
  ['runtime', 'runtime.gopark', '/usr/lib/go-1.19/src/runtime/proc.go'],
  ['runtime', 'panic', '/usr/local/go/src/runtime/panic.go'],
  ['runtime', 'net/http.HandlerFunc.ServeHTTP', 'net/http/server.go'],
  ['runtime', 'internal/runtime/syscall/linux.Syscall6', '/usr/local/go/src/internal/runtime/syscall/linux/asm.s'],
  ['runtime', 'golang.org/x/sync/errgroup.(*Group).Go.func1', '/go/pkg/mod/golang.org/x/sync@v0.3.0/errgroup/errgroup.go'],
  ['pool', 'database/sql.(*DB).conn', '/usr/local/go/src/database/sql/sql.go'],
  ['pool', 'github.com/jackc/pgx/v5/pgxpool.(*Pool).Acquire', '/go/pkg/mod/github.com/jackc/pgx/v5@v5.5.0/pgxpool/pool.go'],
  ['driver', 'github.com/jackc/pgx/v5/stdlib.(*Conn).QueryContext', '/go/pkg/mod/github.com/jackc/pgx/v5@v5.5.0/stdlib/sql.go'],
  ['driver', 'github.com/lib/pq.(*conn).watchCancel.func1', '/app/vendor/github.com/lib/pq/conn_go18.go'],
  ['framework', 'gorm.io/gorm.(*DB).Find', '/go/pkg/mod/gorm.io/gorm@v1.25.0/finisher_api.go'],
  ['framework', 'example.com/team/helper.Do', '/root/go/pkg/mod/example.com/team/helper@v0.4.0/do.go'],
  ['framework', 'example.com/team/helper.Do', 'example.com/team/helper@v1.2.3/do.go'],
  ['application', 'main.main', '/go/src/app/main.go'],
  ['application', 'example.com/team/shop/db.(*Repo).List', '/go/src/example.com/team/shop/db/repo.go'],
  ['application', 'shop/internal/log.Wrap', '/build/shop/internal/log/wrap.go'],
])('%s: %s in %s', (role, name, file) => {
  // The panic's own frame is never part of a stack that is read; its rule holds for `panic` all the same.
  const frame = name === 'panic' ? { function: 'panic', module: 'runtime', file, language: 'go' as const } : goStack([`${name}(...)`, `\t${file}:7`])[0];
  expect(frame && classify(frame).role).toBe(role);
}); // prettier-ignore
