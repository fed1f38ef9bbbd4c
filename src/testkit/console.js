// What is said on the console while a test listens.

/** Listens to the console, which is silent meanwhile, until `restore()`. */
export function hushed() {
  const own = { ...console };
  const said = [];
  for (const name of ["log", "info", "warn", "error", "debug"]) {
    console[name] = (...words) => said.push(`${name}: ${words.join(" ")}`);
  }
  return { said: () => said.join("\n"), restore: () => void Object.assign(console, own) };
}
