// What JSON cannot say, and what a program may hand over all the same: `{ $: name }` in a case stands for it.

const thrown = () => {
  throw new TypeError("of the page");
};

const VALUES = {
  undefined: () => undefined,
  nan: () => NaN,
  infinity: () => Infinity,
  zero: () => -0,
  bigint: () => 2n ** 64n,
  symbol: () => Symbol("desireline"),
  function: () => () => "https://collector.example/",
  throws: () => thrown,
  url: () => new URL("https://collector.example/v1/frames"),
  headers: () => new Headers({ "x-site": "shop" }),
  date: () => new Date(0),
  map: () => new Map([["endpoint", "/"]]),
  bare: () => Object.assign(Object.create(null), { a: "b" }),
  getter: () => ({
    get endpoint() {
      return thrown();
    },
  }),
  text: () => ({ toString: thrown }),
  proxy: () => new Proxy({}, { get: thrown, has: thrown, ownKeys: thrown }),
  circle: () => {
    const circle = [];
    circle.push(circle);
    return circle;
  },
};

export const NAMES = Object.keys(VALUES);

/** The value that a case says. */
export const revive = (said) => {
  if (Array.isArray(said)) return said.map(revive);
  if (typeof said != "object" || !said) return said;
  if (Object.hasOwn(VALUES, said.$)) return VALUES[said.$]();
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, revive(value)]));
};
