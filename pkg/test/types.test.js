// The types of the reader's rows beside rows: `tests/golden/every-kind.ndjson` holds every kind.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const text = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const declared = (text("src/row-parts.d.ts") + text("src/rows.d.ts")).replace(/\/\*\*[^]*?\*\/|\/\/.*/g, "");

/** Name → `{ bases, fields }`, each field's type as it is written. */
const interfaces = new Map();
for (const [, name, bases, body] of declared.matchAll(/interface (\w+)(?: extends ([\w, ]+))? \{([^}]*)\}/g)) {
  const fields = new Map(body.split(";").map((line) => line.split(":").map((part) => part.trim())).filter((part) => part[1]));
  interfaces.set(name, { bases: bases?.split(", ") ?? [], fields });
}
const aliases = new Map([...declared.matchAll(/type (\w+) =([^;]*);/g)].map(([, name, type]) => [name, type]));

function fieldsOf(name) {
  const { bases, fields } = interfaces.get(name);
  return new Map([...bases.flatMap((base) => [...fieldsOf(base)]), ...fields]);
}

const union = aliases.get("Row").match(/\w+/g);
const words = (type) => (aliases.get(type) ?? type).match(/"(\w+)"/g)?.map((word) => word.slice(1, -1));

test("each kind has one type in the union, with the fields that its rows have", () => {
  const rows = text("../tests/golden/every-kind.ndjson").trim().split("\n").map((line) => JSON.parse(line));
  const seen = new Set(rows.map(({ kind }) => kind));
  const told = union.flatMap((name) => words(interfaces.get(name).fields.get("kind")));
  assert.deepEqual(told.toSorted(), [...seen].toSorted());
  for (const row of rows) {
    const fields = fieldsOf(union.find((name) => words(interfaces.get(name).fields.get("kind")).includes(row.kind)));
    for (const [name, value] of Object.entries(row)) {
      const type = fields.get(name) ?? fields.get(`${name}?`);
      assert.ok(type, `${row.kind} has a ${name}`);
      const listed = words(type);
      if (listed) assert.ok(listed.includes(value), `${row.kind}: ${name} may be ${value}`);
      else assert.equal(type, Array.isArray(value) ? "Modifier[]" : name === "fixed" ? "true" : typeof value, `${row.kind}: ${name}`);
    }
    for (const name of fields.keys()) assert.ok(name.endsWith("?") || name in row, `${row.kind} without a ${name}`);
  }
});
