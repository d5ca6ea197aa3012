/** The same program in ASCII. @throws Error naming what can be written in no other way */
export declare function asciiOnly(code: string): string;
