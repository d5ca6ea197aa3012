// Assembled by scripts/wasm/literal-scan.mjs, which says what it does. Do not edit: npm run generate writes it anew.

/** WebAssembly in base64. */
export const CODE =
  'AGFzbQEAAAABBwFgAn9/AX8DAgEABQMBAAEHEQIGbWVtb3J5AgAEbmV4dAAACqICAZ8CAQJ/A0AgAEEEaiABSwRAIAEPCyAAKAAAQbHz3fF5bEESdi0AACAAKAABQbHz3fF5bEESdi0AAHIgACgAAkGx893xeWxBEnYtAAByIAAoAANBsfPd8XlsQRJ2LQAAciAAKAAEQbHz3fF5bEESdi0AAHIgACgABUGx893xeWxBEnYtAAByIAAoAAZBsfPd8XlsQRJ2LQAAciAAKAAHQbHz3fF5bEESdi0AAHIEQCAAIQIDQCACQQRqIAFLBEAgAQ8LIAIoAABBsfPd8XlsQRJ2LQAABEAgAigAAEHrlK+veGxBEHYhAyADQQN2LQCAgAEgA0EHcXZBAXEEQCACDwsLIAJBAWohAiACIABBCGpJDQALCyAAQQhqIQAMAAsgAQs=';
/** Where in its memory the bits for long hashes of windows stand, and where the text. */
export const BITS = 16384;
export const TEXT = 24576;
/** A window's hashes: the upper bits of its four bytes, as a number, times a multiplier. */
export const SHORT = { multiplier: 2654435761, shift: 18 };
export const LONG = { multiplier: 2246822507, shift: 16 };
