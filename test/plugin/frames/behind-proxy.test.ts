import { describe, expect, test } from 'vitest';
import { javaStack } from '../../../src/plugin/frames/java.ts';
import { DEFAULT_FRAME_RULES, stackClassifier } from '../../../src/plugin/frames/roles.ts';

const BEGIN = [
  'com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:127)',
  'org.springframework.jdbc.datasource.DataSourceTransactionManager.doBegin(DataSourceTransactionManager.java:269)',
  'org.springframework.transaction.interceptor.TransactionInterceptor.invoke(TransactionInterceptor.java:119)',
  'org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:184)',
];
const classify = (lines: readonly string[], user: readonly string[] = []) =>
  stackClassifier(DEFAULT_FRAME_RULES, user)(javaStack(lines.map((line) => `\tat ${line}`)));
/** Frames of the application, as they are to be named. */
const yours = (...lines: string[]): string[] =>
  classify(lines).flatMap(({ role, module, function: name }) => (role === 'application' ? [`${module}.${name}`] : []));

describe('the method behind a proxy', () => {
  const CALLER = 'shop.OrderApi.post(OrderApi.java:20)';

  test.each([
    'shop.Orders$$SpringCGLIB$$0.place(<generated>)',
    'shop.Orders$$EnhancerBySpringCGLIB$$ad0fe4e5.place(<generated>)',
    'shop.Orders$$EnhancerByGuice$$12.place(<generated>)',
    'shop.$Orders$Definition$Intercepted.place(Unknown Source)',
    'shop.Orders_Subclass.place(Unknown Source)',
  ])('took the connection by its transaction: %s', (proxy) => {
    expect(yours(...BEGIN, proxy, CALLER)).toEqual(['shop.Orders.place', 'shop.OrderApi.post']);
  });

  test('has the identity of the method itself, and no line', () => {
    const [plain] = classify(['shop.Orders.place(Orders.java:31)']);
    const behind = classify([...BEGIN, 'shop.Orders$$SpringCGLIB$$0.place(<generated>)', CALLER])[BEGIN.length];
    expect(behind).toMatchObject({ key: plain?.key, role: 'application' });
    expect(behind).not.toHaveProperty('line');
    expect(behind).not.toHaveProperty('file');
  });

  test('is not named where the method itself is in the stack, or its advice is somebody', () => {
    const proxy = 'shop.Orders$$SpringCGLIB$$0.place(<generated>)';
    expect(yours(BEGIN[0]!, 'shop.Orders.place(Orders.java:31)', ...BEGIN.slice(2), proxy, CALLER)).toEqual(['shop.Orders.place', 'shop.OrderApi.post']);
    expect(yours(...BEGIN, 'shop.Timing.around(Timing.java:9)', BEGIN[3]!, proxy, CALLER)).toEqual(['shop.Timing.around', 'shop.Orders.place', 'shop.OrderApi.post']);
    expect(yours(...BEGIN, 'shop.Report.build(Report.java:9)', BEGIN[3]!, proxy, CALLER)).toEqual(['shop.Report.build', 'shop.OrderApi.post']);
  }); // prettier-ignore

  test('is not known where no transaction begins, the proxy is of an interface, or the class is no code of yours', () => {
    const proxy = 'shop.Orders$$SpringCGLIB$$0.place(<generated>)';
    expect(yours(...BEGIN.slice(0, 2), 'org.springframework.cache.interceptor.CacheInterceptor.invoke(CacheInterceptor.java:74)', proxy, CALLER)).toEqual(['shop.OrderApi.post']);
    expect(yours(...BEGIN, 'jdk.proxy2.$Proxy99.save(Unknown Source)', CALLER)).toEqual(['shop.OrderApi.post']);
    expect(yours(...BEGIN, 'org.springframework.data.Repo$$SpringCGLIB$$0.save(<generated>)', CALLER)).toEqual(['shop.OrderApi.post']);
    const told = classify([...BEGIN, proxy, CALLER], ['family:java stack.module:shop.Orders -app']);
    expect(told.filter(({ role }) => role === 'application').map(({ function: name }) => name)).toEqual(['post']);
  }); // prettier-ignore
});
