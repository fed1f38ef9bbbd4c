// What the viewer makes of rows, without a browser: `npm test` in www/.

import assert from "node:assert/strict";
import test from "node:test";
import { Pace } from "../viewer/src/pace.js";
import { StateReader } from "../viewer/src/state.js";
import { Visit, lastAt } from "../viewer/src/visit.js";

const SESSION = "a".repeat(32);

function page(stream, seq, t, url, more = {}) {
  return { session: SESSION, stream, seq, t, kind: "page", url, referrer: "", viewport_w: 1280, viewport_h: 800, document_w: 1280, document_h: 2000, ...more };
}

const move = (stream, seq, t, x = 0) => ({ session: SESSION, stream, seq, t, kind: "pointer", x, y: 0, pointer: "mouse" });
const scroll = (stream, seq, t, y, target) => ({ session: SESSION, stream, seq, t, kind: "scroll", x: 0, y, target });

function visit(...frames) {
  const made = new Visit(SESSION);
  for (const rows of frames) made.add(rows);
  made.settle();
  return made;
}

/** The same numbers each run. */
function random(seed) {
  return () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
}

test("frames that arrive in any order give the same visit", () => {
  const frame = (seq) => [move("s", seq, 1000 + seq * 100, seq), move("s", seq, 1050 + seq * 100, seq)];
  const inOrder = visit(...[0, 1, 2, 3, 4].map(frame)).events.map(({ t, x }) => [t, x]);
  const late = visit(...[3, 0, 4, 2].map(frame));
  assert.equal(late.missing, 1);
  late.add(frame(1));
  late.settle();
  assert.deepEqual(late.events.map(({ t, x }) => [t, x]), inOrder);
  assert.equal(late.missing, 0);
});

test("a clock that is set back does not reorder a stream", () => {
  const { events } = visit([move("s", 0, 5000, 1)], [move("s", 1, 2000, 2)], [move("s", 2, 6000, 3)]);
  assert.deepEqual(events.map(({ t, x }) => [t, x]), [[5000, 1], [5000, 2], [6000, 3]]);
});

test("pages that follow one another share a tab, pages side by side do not", () => {
  const made = visit(
    [page("a", 0, 1000, "http://h/1"), move("a", 0, 4000)],
    [page("b", 0, 4100, "http://h/2", { referrer: "http://h/1" }), move("b", 0, 9000)],
    [page("c", 0, 6000, "http://h/3"), move("c", 0, 7000)],
  );
  assert.deepEqual(made.tabs.map(({ streams }) => streams.map(({ id }) => id)), [["a", "b"], ["c"]]);
  assert.equal(made.streamAt(6500).id, "c");
  assert.equal(made.streamAt(9000).id, "b");
  assert.equal(made.streamAt(6500, made.tabs[0]).id, "b");
});

test("rows of another session are refused and counted", () => {
  const made = visit([move("s", 0, 1)], [{ ...move("s", 1, 2), session: "b".repeat(32) }]);
  assert.equal(made.events.length, 1);
  assert.equal([...made.unreadable.values()][0], 1);
});

test("seeking anywhere gives the state that playing from the start gives", () => {
  const next = random(7);
  const rows = [page("s", 0, 0, "http://h/1")];
  for (let t = 1; t < 20_000; t++) {
    const sort = next();
    if (sort < 0.6) rows.push(move("s", 0, t, Math.floor(next() * 1000)));
    else if (sort < 0.8) rows.push(scroll("s", 0, t, Math.floor(next() * 5000)));
    else rows.push(scroll("s", 0, t, Math.floor(next() * 500), `div#s${Math.floor(next() * 5)}`));
  }
  const [stream] = visit(rows).streams;
  const seeking = new StateReader(stream);
  const seen = ({ scroll, pointer, scrollers }) => [scroll, pointer?.x, [...scrollers].map(([target, { y }]) => [target, y]).sort()];
  for (const t of [19_999, 0, 8192, 8191, 12_000, 4095, 4096, 4097, 15_000, 3]) {
    const expected = seen(new StateReader(stream).at(t).state);
    assert.deepEqual(seen(seeking.at(t).state), expected, `at ${t}`);
    assert.equal(seeking.at(t).index, lastAt(stream.events, t));
  }
});

test("shown time runs forward, and back and forth it is the same moment", () => {
  const next = random(3);
  const events = [{ t: 1e12 }];
  for (let n = 0; n < 500; n++) events.push({ t: events[n].t + (next() < 0.1 ? next() * 1e10 : next() * 900) });
  const pace = new Pace(events, true);
  assert.ok(pace.gaps.length > 20);
  let before = -1;
  for (let shown = 0; shown <= pace.length; shown += 37) {
    const t = pace.visit(shown);
    assert.ok(t > before, `${t} after ${before}`);
    assert.ok(Math.abs(pace.shown(t) - shown) < 0.01, `${shown} became ${pace.shown(t)}`);
    before = t;
  }
  const whole = events[500].t - events[0].t;
  assert.ok(Math.abs(pace.visit(pace.length) - whole) < 1);
  assert.equal(new Pace(events, false).length, whole);
});
