// Packages from npm. `cargo xtask` keeps them outside of the tree and names the place in NODE_PATH, which
// only `require` looks at.
import { createRequire } from "node:module";

export const require = createRequire(import.meta.url);
