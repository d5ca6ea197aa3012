/// <reference types="node" preserve="true" />
/**
 * `leak-stream/plugin`: all that a parser imports, built-in or not.
 * @module
 */
export { definePlugin } from './contract.ts';
export type { EnableStep, Match, Plugin, RecordView, Remedy, Rule, RuleScope, Sample, Snippet } from './contract.ts';
export { NO_ADDRESS, NO_NAME } from '../model/no-address.ts';
export { UNNAMED_RUNTIME } from '../model/unnamed-runtime.ts';
export type { EventDraft, Severity } from '../model/event.ts';
export type { FrameRole, StackFrame } from '../model/stack-frame.ts';
export { identityOfRepr, pythonStackOf } from './python.ts';
export { namesOtherClient, namesOtherPool, ofOtherConnections } from './not-a-database.ts';
export { javaStack } from './frames/java.ts';
export { pythonStack } from './frames/python.ts';
export { goStack } from './frames/go.ts';
export { javascriptStack } from './frames/javascript.ts';
export { gaugeRule } from './gauge.ts';
export type { GaugeNames } from './gauge.ts';
export { goDurationMs } from './duration.ts';
export { jdbcNotClosed, jdbcOnlyDatabaseWork } from './jdbc.ts';
export { isPoolName, isPoolWord, poolNameIn, poolNameOf } from './pool-name.ts';
