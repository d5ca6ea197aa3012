import { pick, type Random } from '../random.ts';
import type { CodePath, Frame } from './app.ts';
import type { Wish } from './wish.ts';

const REFLECTION = ['org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:163)', 'org.springframework.aop.framework.CglibAopProxy$CglibMethodInvocation.proceed(CglibAopProxy.java:765)']; // prettier-ignore
const WEB = [
  'java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)',
  'java.base/java.lang.reflect.Method.invoke(Method.java:580)',
  'org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)',
  'org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)',
  'jakarta.servlet.http.HttpServlet.service(HttpServlet.java:658)',
  'org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:195)',
  'org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1190)',
  'java.base/java.lang.Thread.run(Thread.java:1583)',
];
const SCHEDULED = [
  'org.springframework.scheduling.support.ScheduledMethodRunnable.run(ScheduledMethodRunnable.java:130)',
  'java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:572)',
  'java.base/java.util.concurrent.FutureTask.runAndReset(FutureTask.java:358)',
  'java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)',
  'java.base/java.lang.Thread.run(Thread.java:1583)',
];

export const javaFrame = (company: string, { area, type, method, line }: Frame): string =>
  `com.${company}.${area}.${type}.${method}(${type}.java:${line})`;

/** The frames of a code path below the pool, innermost first, as the JVM prints them; `proxied`: Spring calls services through CGLIB. */
export function javaStack(wish: Wish, path: CodePath, proxied: boolean): string[] {
  const { company } = wish.app;
  const own = path.frames.flatMap((frame) => [
    javaFrame(company, frame),
    ...(proxied && frame.type.endsWith('Service')
      ? [...REFLECTION, `com.${company}.${frame.area}.${frame.type}$$SpringCGLIB$$0.${frame.method}(<generated>)`]
      : []),
  ]);
  return [...own, ...(path.job ? SCHEDULED : WEB)];
}

/** A listener's own thread. */
export const keeperStack = (company: string, k: number): string[] => [
  `com.${company}.events.ChannelListener${k}.listen(ChannelListener${k}.java:31)`,
  `com.${company}.events.ChannelListener${k}.run(ChannelListener${k}.java:22)`,
  'java.base/java.lang.Thread.run(Thread.java:1583)',
];

export const indented = (frames: readonly string[]): string => frames.map((frame) => `\tat ${frame}`).join('\n');

export const hex = (random: Random): string => Array.from({ length: 8 }, (_, i) => pick(random, i === 0 ? [...'1234567'] : [...'0123456789abcdef'])).join(''); // prettier-ignore
