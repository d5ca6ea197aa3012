import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goStack } from '../../../src/plugin/frames/go.ts';

const recorded = (name: string): string[] => readFileSync(new URL(`../../parsers/go-dbstats/${name}`, import.meta.url), 'utf8').split('\n');
const short = (lines: readonly string[]): string[] =>
  goStack(lines).map(({ module, function: name, file, line }) => `${module}.${name} ${file?.split('/').at(-1) ?? '-'}:${line ?? '-'}`);

describe('goStack', () => {
  it('starts below the panic, not at the handler that printed it', () => {
    expect(goStack(recorded('panic.txt'))).toEqual([
      { function: '(*Store).PanicInTx', module: 'parcels/api/store', file: '/src/parcels/store/store.go', line: 51, language: 'go' },
      { function: 'main.func4', module: 'main', file: '/src/parcels/main.go', line: 74, language: 'go' },
      { function: 'safely', module: 'main', file: '/src/parcels/main.go', line: 57, language: 'go' },
      { function: 'main', module: 'main', file: '/src/parcels/main.go', line: 74, language: 'go' },
    ]);
  });

  it("reads what gin's recovery prints, with packages as far as files tell them", () => {
    const lines = [
      'runtime error: invalid memory address or nil pointer dereference',
      '/usr/local/go/src/runtime/panic.go:336 (0x488157)',
      '\tpanicmem: panic(memoryError)',
      '/usr/local/go/src/runtime/signal_unix.go:931 (0x488125)',
      '\tsigpanic: panicmem()',
      '/srv/harbour/main.go:38 (0xa71792)',
      '\t(*Harbour).BookBerth: deck.lanes["port"]++',
      '/root/go/pkg/mod/github.com/gin-gonic/gin@v1.12.0/context.go:192 (0xa36f7e)',
      '\t(*Context).Next: c.handlers[c.index](c)',
      '/root/go/pkg/mod/github.com/!azure/x@v1.2.0/sub/y.go:7 (0xa36f7e)',
      '\tRun.func1: f()',
      '/usr/local/go/src/runtime/asm_amd64.s:1771 (0x48d400)',
      '\tgoexit: BYTE\t$0x90\t// NOP',
    ];
    expect(short(lines)).toEqual([
      'undefined.(*Harbour).BookBerth main.go:38',
      'github.com/gin-gonic/gin.(*Context).Next context.go:192',
      'github.com/Azure/x/sub.Run.func1 y.go:7',
      'runtime.goexit asm_amd64.s:1771',
    ]);
  });

  it("reads what go-chi's recoverer prints", () => {
    const lines = [
      ' panic: boom',
      ' ',
      ' -> shop/orders.(*Desk).Book',
      ' ->   /srv/shop/orders/desk.go:27',
      '',
      '    net/http.HandlerFunc.ServeHTTP',
      '      /usr/local/go/src/net/http/server.go:2136',
    ];
    expect(short(lines)).toEqual(['shop/orders.(*Desk).Book desk.go:27', 'net/http.HandlerFunc.ServeHTTP server.go:2136']);
  });

  it('counts a recursion as one frame, the innermost', () => {
    const lines = [
      'goroutine 7 [running]:',
      'a/b.Walk(0x1)',
      '\t/a/b/w.go:3 +0x1',
      'a/b.Walk(0x2)',
      '\t/a/b/w.go:5 +0x1',
      'a/b.Run(0x2)',
      '\t/a/b/w.go:9 +0x1',
    ];
    expect(short(lines)).toEqual(['a/b.Walk w.go:3', 'a/b.Run w.go:9']);
  });

  it('reads the same stack from one escaped string', () => {
    const escaped = recorded('panic.json')[0] as string;
    expect(short([escaped.slice(escaped.indexOf('goroutine '))])[0]).toBe('parcels/api/store.(*Store).PanicInTx store.go:51');
  });

  it('goes on with the ancestors, each creator once', () => {
    const lines = recorded('debug2-ancestors.txt');
    const begin = lines.findIndex((line) => line.startsWith('goroutine') && lines[lines.indexOf(line) + 1]?.includes('(*Tx).awaitDone'));
    expect(short(lines.slice(begin))).toEqual([
      'database/sql.(*Tx).awaitDone sql.go:2212',
      'database/sql.(*DB).beginDC sql.go:1926',
      'database/sql.(*DB).begin sql.go:1895',
      'database/sql.(*DB).BeginTx.func1 sql.go:1874',
      'database/sql.(*DB).retry sql.go:1578',
      'database/sql.(*DB).BeginTx sql.go:1873',
      'parcels/api/store.(*Store).ReserveSlot store.go:13',
      'main.main.func1 main.go:68',
      'main.safely main.go:58',
      'main.main main.go:67',
    ]);
  });

  it('reads the first goroutine only', () => {
    expect(short(recorded('debug2.txt')).at(-1)).toBe('main.main main.go:91');
  });

  it('reads pprof with debug=1', () => {
    const lines = recorded('debug1.txt');
    const from = lines.findIndex((line) => line.includes('(*DB).conn+'));
    expect(short(lines.slice(from, from + 8)).slice(-3)).toEqual([
      'parcels/api/store.(*Store).ListDepots store.go:22',
      'main.main.func5 main.go:78',
      'main.safely main.go:57',
    ]);
  });

  it.each([
    ['gopkg.in/yaml%2ev3.(*Decoder).Decode(0xc0000b0000)', '\t/go/pkg/mod/gopkg.in/yaml.v3@v3.0.1/yaml.go:124 +0x5', 'gopkg.in/yaml.v3.(*Decoder).Decode yaml.go:124'],
    ['main.Map[...](0x1, {0x2?, 0x3})', '\tC:/Users/dev/shop/map.go:9 +0x1f', 'main.Map[...] map.go:9'],
    ['shop/db.(*Cache[...]).Get(...)', '\t/src/shop/db/cache.go:7', 'shop/db.(*Cache[...]).Get cache.go:7'],
    ['example.com/shop.run.func1', '\t/src/shop/run.go:12', 'example.com/shop.run.func1 run.go:12'],
    ['created by shop/jobs.Start in goroutine 34', '\t/src/shop/jobs/start.go:40 +0x8f fp=0xc0 sp=0xc0 pc=0x46', 'shop/jobs.Start start.go:40'],
    ['main.(*App).invoice-fm(0xc0)', '\t<autogenerated>:1 +0x65', 'main.(*App).invoice -:-'],
  ])('reads %s', (call, location, expected) => {
    expect(short([call, location])).toEqual([expected]);
  }); // prettier-ignore

  it('drops the wrapper of a method value beside its method', () => {
    const lines = ['main.(*App).invoice(0xc0)', '\t/src/orders.go:73 +0x6e', 'main.(*App).invoice-fm(0xc0)', '\t<autogenerated>:1 +0x65'];
    expect(short(lines)).toEqual(['main.(*App).invoice orders.go:73']);
  });

  it('keeps to the innermost of several wrapped stacks', () => {
    const stack = (name: string): string[] => [name, `\t/src/${name}.go:1`, 'runtime.goexit', '\t/go/src/runtime/asm_amd64.s:1594'];
    expect(short(['scan failed', ...stack('main.inner'), ...stack('main.outer')])).toEqual([
      'main.inner main.inner.go:1',
      'runtime.goexit asm_amd64.s:1594',
    ]);
  });

  it('finds no frames in ordinary lines', () => {
    expect(
      goStack([
        'GET /api/orders 200 1.2ms',
        'see the manual (chapter 3.1)',
        'at com.acme.Orders.list(Orders.java:12)',
        '\tindented text',
        '',
      ]),
    ).toEqual([]);
  });

  it('survives any text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('goroutine 1 [running]:', 'panic(0x1)', '[originating from goroutine 2]:', 'created by a.b', 'created by a.', 'a.-fm(...)', '\t/a.go:1', 'a.b(...)', '#\t0x1\ta.b+0x1\t/a.go:1', '\\n\\t'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (lines) => {
        for (const frame of goStack(lines)) expect(frame.function).not.toBe('');
      }),
    );
  }); // prettier-ignore
});
