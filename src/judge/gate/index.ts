export { gate, type GateOptions } from './gate.ts';
