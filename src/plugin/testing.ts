/** Where package.json looks for `leak-stream/testing`; the wiring needs the reader and so lives above the rooms. */
export * from '../testing.ts';
