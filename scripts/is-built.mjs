// Whether dist/ is as young as all that it is made of. npm builds a clone anew whenever it is linked somewhere, as the first `npx leak-stream` does.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MADE_OF = ['src', 'parsers', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
/** What the build writes last. */
const LAST = 'dist/schema/ndjson.json';

/** @returns the latest change, epoch ms, of a file or of anything in a folder */
function changedAt(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** @param root the folder of package.json */
export function isBuilt(root) {
  try {
    const built = statSync(join(root, LAST)).mtimeMs;
    return MADE_OF.every((path) => changedAt(join(root, path)) <= built);
  } catch {
    return false;
  }
}
