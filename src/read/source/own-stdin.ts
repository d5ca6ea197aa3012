// Apart, for naming it opens it.
export { stdin } from 'node:process';
