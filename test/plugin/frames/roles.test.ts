import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StackFrame } from '../../../src/model/stack-frame.ts';
import { javaStack } from '../../../src/plugin/frames/java.ts';
import { parseFrameRules } from '../../../src/plugin/frames/grammar.ts';
import { DEFAULT_FRAME_RULES, frameClassifier, stackClassifier } from '../../../src/plugin/frames/roles.ts';

const classify = frameClassifier(DEFAULT_FRAME_RULES);
const java = (text: string): StackFrame => javaStack([`\tat ${text}`])[0] as StackFrame;
const role = (text: string): string | undefined => classify(java(text)).role;
const key = (text: string): string | undefined => classify(java(text)).key;

describe('roles of Java frames', () => {
  it.each([
    ['java.lang.Thread.run(Thread.java:840)', 'runtime'],
    ['kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith(ContinuationImpl.kt:33)', 'runtime'],
    ['org.postgresql.jdbc.PgConnection.prepareStatement(PgConnection.java:1)', 'driver'],
    ['com.mysql.cj.jdbc.ConnectionImpl.close(ConnectionImpl.java:1)', 'driver'],
    ['com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)', 'pool'],
    ['HikariDataSource.getConnection(HikariDataSource.java:99)', 'pool'],
    ['c.z.h.HikariDataSource.getConnection(HikariDataSource.java:99)', 'pool'],
    ['com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource.getConnection(A.java:1)', 'pool'],
    ['oracle.ucp.jdbc.PoolDataSourceImpl.getConnection(PoolDataSourceImpl.java:1)', 'pool'],
    ['org.apache.tomcat.jdbc.pool.ConnectionPool.borrowConnection(ConnectionPool.java:1)', 'pool'],
    ['org.apache.catalina.core.StandardWrapper.invoke(StandardWrapper.java:1)', 'framework'],
    ['org.springframework.jdbc.core.JdbcTemplate.execute(JdbcTemplate.java:1)', 'framework'],
    ['o.s.jdbc.core.JdbcTemplate.execute(JdbcTemplate.java:1)', 'framework'],
    ['slick.jdbc.JdbcBackend.conn(JdbcBackend.scala:1)', 'framework'],
    ['play.api.db.DefaultDatabase.getConnection(Databases.scala:142)', 'framework'],
    ['org.springframework.samples.petclinic.owner.OwnerController.find(OwnerController.java:1)', 'application'],
    ['shop.plugin.internal.ormlite.dao.BaseDaoImpl.queryForId(BaseDaoImpl.java:221)', 'framework'],
    ['stat.com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)', 'pool'],
    ['shop.lib.org.hibernate.internal.SessionImpl.find(SessionImpl.java:7)', 'framework'],
    ['shop.shaded.org.postgresql.core.QueryExecutorImpl.execute(QueryExecutorImpl.java:7)', 'driver'],
    ['org.bukkit.craftbukkit.v1_10_R1.scheduler.CraftTask.run(CraftTask.java:58)', 'framework'],
    ['com.acme.hibernate.OrderDao.find(OrderDao.java:7)', 'application'],
    ['shop.plugin.libs.hikari.pool.HikariPool.getConnection(HikariPool.java:38)', 'pool'],
    ['shop.hikari.Orders.find(Orders.java:1)', 'application'],
    ['acme.dal.HikariPool.getConnection(HikariPool.java:38)', 'application'],
    ['org.apache.acme.Dao.find(Dao.java:1)', 'application'],
    ['com.sun.shop.Dao.find(Dao.java:1)', 'application'],
    ['models.digests.StripeDigest$.list(StripeDigest.scala:137)', 'application'],
    ['shop.db.pool.DataSources.get(DataSources.kt:7)', 'application'],
    ['shop.ReportExporter$$EnhancerBySpringCGLIB$$ad0fe4e5.exportCsv(<generated>)', 'proxy'],
    ['shop.ReportExporter$$SpringCGLIB$$0.exportCsv(<generated>)', 'proxy'],
    ['com.sun.proxy.$Proxy107.selectOne(Unknown Source)', 'proxy'],
    ['jdk.proxy2.$Proxy99.save(Unknown Source)', 'proxy'],
    ['shop.Job$$Lambda$14/0x0000000800066840.run(Unknown Source)', 'proxy'],
    ['jdk.internal.reflect.GeneratedMethodAccessor93.invoke(Unknown Source)', 'proxy'],
    ['shop.Repo.find$default(Repo.kt:3)', 'proxy'],
    ['shop.Dao.find(Unknown Source)', 'proxy'],
    ['shop.Dao$ProxyFactory.make(Dao.java:3)', 'application'],
  ])('%s: %s', (frame, expected) => expect(role(frame)).toBe(expected));

  it('say which rule decided', () => {
    expect(classify(java('com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:1)')).decidedBy).toBe(
      'family:java stack.module:com.zaxxer.hikari.** role=pool',
    );
    expect(classify(java('shop.Dao.find(Dao.java:1)')).decidedBy).toBe('default: application');
  });

  it('can all be read by the grammar', () => {
    expect(parseFrameRules(DEFAULT_FRAME_RULES)).toHaveLength(DEFAULT_FRAME_RULES.length);
  });

  it('do not name a package twice within a language', () => {
    const seen = new Set<string>();
    expect(DEFAULT_FRAME_RULES.filter((rule) => seen.has(rule) || !seen.add(rule))).toEqual([]);
  });
});

describe('places without a function or a class', () => {
  const place = (line: number, name = ''): string | undefined =>
    classify({ function: name, file: '/srv/shop/Orders.java', line, language: 'java' }).key;

  it('are told apart by their line, and with a function by their file', () => {
    expect([place(43), place(63)]).toEqual(['srv/shop/Orders.java:43', 'srv/shop/Orders.java:63']);
    expect([place(43, 'place'), place(63, 'place')]).toEqual(['srv/shop/Orders.java:place', 'srv/shop/Orders.java:place']);
  });
});

describe('rules of the user', () => {
  const frame = java('org.springframework.shop.Dao.find(Dao.java:1)');
  const withRules = (...rules: string[]): StackFrame => frameClassifier(DEFAULT_FRAME_RULES, rules)(frame);

  it('come last and win', () => {
    expect(withRules('module:org.springframework.shop.** +app').role).toBe('application');
    expect(withRules('module:org.springframework.shop.** +app', 'function:find role=plumbing').role).toBe('plumbing');
    expect(withRules('module:org.springframework.shop.** +app', 'function:find -group', 'function:find +group').role).toBe('application');
    expect(withRules('package:org.springframework.shop app:no +app').role).toBe('application');
    expect(withRules('!family:python module:**.Dao +app').role).toBe('application');
    expect(withRules('family:go,python module:**.Dao +app').role).toBe('framework');
    expect(withRules('path:**/Dao.java +app').decidedBy).toBe('path:**/Dao.java +app');
  });

  it('leave generated code generated', () => {
    const proxy = frameClassifier(DEFAULT_FRAME_RULES, ['module:shop.** +app'])(java('shop.A$$EnhancerBySpringCGLIB$$1.b(<generated>)'));
    expect(proxy.role).toBe('proxy');
  });

  const stack = ['a.Pool.get', 'a.Db.open', 'a.Orders.load', 'a.Web.handle', 'a.Main.main'].map((name) => java(`${name}(X.java:1)`));
  const roles = (...rules: string[]): (string | undefined)[] => stackClassifier([], rules)(stack).map((one) => one.role);

  it('reach the frames that a frame called and those that called it', () => {
    expect(roles('module:a.Db ^-app')).toEqual(['framework', 'application', 'application', 'application', 'application']);
    expect(roles('module:a.Db ^role=pool -group')).toEqual(['pool', 'plumbing', 'application', 'application', 'application']);
    expect(roles('module:a.Web v-app')).toEqual(['application', 'application', 'application', 'application', 'framework']);
    expect(roles('module:a.Web v-app', 'module:a.Main +app')[4]).toBe('application');
  });

  it('cut a stack behind so many application frames', () => {
    expect(roles('module:a.Pool role=pool', 'module:a.Orders max-frames=2')).toEqual(['pool', 'application', 'application']);
    expect(roles('module:b.Other max-frames=2')).toHaveLength(5);
  });

  it('tell the line of a mistake', () => {
    expect(() => frameClassifier(DEFAULT_FRAME_RULES, ['module:a +app', 'module:b'])).toThrow('line 2');
  });
});

describe('the key of a frame', () => {
  it.each([
    ['shop.A.lambda$run$0(A.java:1)', 'shop.A.lambda$run$12(A.java:9)'],
    ['shop.A$$EnhancerBySpringCGLIB$$ad0fe4e5.b(<generated>)', 'shop.A$$EnhancerBySpringCGLIB$$1.b(<generated>)'],
    ['shop.A$$EnhancerBySpringCGLIB$$ad0fe4e5.b(<generated>)', 'shop.A$$SpringCGLIB$$0.b(<generated>)'],
    ['shop.A$$Lambda$14/0x0000000800066840.run(Unknown Source)', 'shop.A$$Lambda/0x0000000811.run(Unknown Source)'],
    ['com.sun.proxy.$Proxy107.b(Unknown Source)', 'com.sun.proxy.$Proxy8.b(Unknown Source)'],
    ['jdk.proxy2.$Proxy99.b(Unknown Source)', 'jdk.proxy3.$Proxy101.b(Unknown Source)'],
    ['sun.reflect.GeneratedMethodAccessor93.invoke(Unknown Source)', 'sun.reflect.GeneratedMethodAccessor1.invoke(Unknown Source)'],
    ['shop.A$1.run(A.java:1)', 'shop.A$2.run(A.java:30)'],
    ['shop.A.access$000(A.java:1)', 'shop.A.access$100(A.java:1)'],
    ['shop.A.$anonfun$f$1$adapted(A.scala:1)', 'shop.A.$anonfun$f$3$adapted(A.scala:1)'],
  ])('of %s is that of %s', (one, other) => {
    expect(key(one)).toBe(key(other));
    expect(key(one)).toBeTruthy();
  });

  it.each([
    ['shop.A.run(A.java:1)', 'shop.B.run(B.java:1)'],
    ['shop.A.run(A.java:1)', 'shop.A.walk(A.java:1)'],
    ['shop.A$1.run(A.java:1)', 'shop.A.run(A.java:1)'],
    ['shop.A$$SpringCGLIB$$0.b(<generated>)', 'shop.A.b(A.java:1)'],
    ['shop.v1.A.run(A.java:1)', 'shop.v2.A.run(A.java:1)'],
  ])('of %s is not that of %s', (one, other) => expect(key(one)).not.toBe(key(other)));

  it('of Go drops the numbers of closures and generics', () => {
    const go = (name: string): string | undefined =>
      classify({ function: name, module: 'acme/db', file: '/s/db.go', line: 1, language: 'go' }).key;
    expect(go('(*Store).Load.func1.2')).toBe(go('(*Store).Load.func3.1'));
    expect(go('Map[...]')).toBe('acme/db.Map');
    expect(go('(*Store).Load-fm')).toBe('acme/db.(*Store).Load');
  });

  it('of Python does not depend on where it is deployed', () => {
    const python = (file: string, name = 'f'): string | undefined => classify({ function: name, file, line: 1, language: 'python' }).key;
    expect(python('/srv/app/shop/api/orders.py')).toBe(python('/home/me/shop/api/orders.py'));
    expect(python('C:\\venv\\Lib\\site-packages\\sqlalchemy\\pool.py')).toBe(python('/usr/lib/python3/site-packages/sqlalchemy/pool.py'));
    expect(python('/a/b/c/d.py', 'outer.<locals>.inner')).toBe('b/c/d.py:outer.inner');
  });

  it('and the role never depend on the line', () => {
    const name = fc.stringMatching(/^[A-Za-z$][\w$.<>/[\]()*-]{0,30}$/);
    fc.assert(
      fc.property(name, name, fc.constantFrom('java', 'python', 'go', 'other' as const), fc.nat(), (module, fn, language, line) => {
        const frame = { module, function: fn, file: `${module}.x`, language, line } as StackFrame;
        const one = classify(frame);
        const other = { ...classify({ ...frame, line: line + 1 }), line };
        expect(one).toEqual(other);
      }),
    );
  });
});
