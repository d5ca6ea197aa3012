/** `poolTimeout`, `ConnectionPool`: words that capitals keep apart, with a blank between them. */
export const wordsApart = (text: string): string => text.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
