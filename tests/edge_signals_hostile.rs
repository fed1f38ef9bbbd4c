//! Signals on a page that means no good, signals that are not wanted, and what is left behind: nothing.

#![cfg(target_arch = "wasm32")]

mod support;

use desireline::capture::{MAX_INTERVAL, Options, Recorder};
use serde_json::Value;
use support::browser::{Visit, frames, heard, hearing, hush, number, of_kind, run, sleep, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Options by which every kind is heard.
fn all() -> Options {
    let mut options = Options::new("/v1/frames");
    options.interval = MAX_INTERVAL;
    options
}

const PAGE: &str = "<form id=order><input name=city required><button id=buy type=button>Buy</button></form><p id=text>Text</p><video id=film></video>";

/// Makes one event of each kind of signal that a script can make happen.
const EACH: &str = "
    const on = { bubbles: true, composed: true };
    const send = (where, event) => where.dispatchEvent(event);
    const each = {
        press: () => send($('#buy'), new PointerEvent('pointerdown', on)),
        contact: () => send($('#buy'), new PointerEvent('pointerdown', { ...on, pointerId: 9, isPrimary: false, pointerType: 'touch' })),
        double_click: () => send($('#buy'), new MouseEvent('dblclick', on)),
        context_menu: () => send($('#buy'), new MouseEvent('contextmenu', on)),
        wheel: () => send($('#buy'), new WheelEvent('wheel', { ...on, deltaY: 3 })),
        drag: () => send($('#text'), new DragEvent('dragstart', on)),
        inside: () => send($('#text'), new MouseEvent('mouseover', on)),
        visibility: () => send(document, new Event('visibilitychange', on)),
        print: () => send(window, new Event('beforeprint')),
        network: () => send(window, new Event('offline')),
        fullscreen: () => send($('#film'), new Event('fullscreenchange', on)),
        media: () => send($('#film'), new Event('play')),
        clipboard: () => send($('#text'), new ClipboardEvent('copy', on)),
        composition: () => send($('input'), new CompositionEvent('compositionstart', on)),
        reset: () => send($('form'), new Event('reset', on)),
        invalid: () => send($('input'), new Event('invalid')),
        input: () => send($('input'), new InputEvent('input', on)),
        field: () => { send($('input'), new FocusEvent('focusin', on)); send($('input'), new FocusEvent('focusout', on)); },
        mark: () => { $('#text').dataset.desirelineAttention = ''; },
    };";

/// The kinds that `EACH` makes happen.
fn kinds() -> Vec<String> {
    let names = text(&format!("{EACH} return Object.keys(each).join(' ')"));
    names.split(' ').map(String::from).collect()
}

fn present(rows: &[Value], kind: &str) -> bool {
    !of_kind(rows, kind).is_empty()
}

#[wasm_bindgen_test]
async fn each_kind_is_told_and_none_that_is_not_wanted() {
    let kinds = kinds();
    let happen = format!("{EACH} Object.values(each).forEach((happen) => happen())");
    let mut visit = Visit::begun(PAGE, &all());
    run(&happen);
    visit.delivered().await;
    let rows = visit.arrived();
    for kind in kinds.iter().map(String::as_str).chain(["visitor"]) {
        assert!(present(&rows, kind), "{kind} is missing");
    }
    drop(visit);

    let mut options = all();
    options.without =
        kinds.iter().cloned().chain(["visitor".into(), "unanswered".into(), "selection".into()]).collect();
    let mut visit = Visit::begun(PAGE, &options);
    run(&happen);
    visit.delivered().await;
    let rows = visit.arrived();
    for kind in options.without {
        assert!(!present(&rows, &kind), "{kind} is not wanted: {rows:?}");
    }
    assert!(present(&rows, "page") && present(&rows, "focus"), "the others are told: {rows:?}");
}

#[wasm_bindgen_test]
async fn nothing_is_told_after_the_end() {
    let mut visit = Visit::begun(PAGE, &all());
    run(&format!("{EACH} each.wheel(); send($('input'), new FocusEvent('focusin', on))"));
    visit.stop();
    visit.arrived();
    run(&format!(
        "{EACH} Object.values(each).forEach((happen) => happen()); dispatchEvent(new PageTransitionEvent('pagehide'))"
    ));
    // Longer than a turn of the wheel, and than what a click waits for an answer.
    sleep(2_500).await;
    assert_eq!(visit.arrived(), Vec::<Value>::new());
}

/// What a hostile page may make of each event.
const HOSTILE: &str = "
    const on = { bubbles: true, composed: true };
    const odd = [NaN, Infinity, -Infinity, -1, 2 ** 53, -(2 ** 53), 1e308, '7', null, undefined, {}, Symbol(), '\\ud800', 1n];
    const names = ['clientX', 'clientY', 'button', 'pressure', 'pointerId', 'pointerType', 'isPrimary', 'deltaX', 'deltaY', 'deltaMode', 'inputType', 'timeStamp', 'type', 'relatedTarget'];
    const makers = [
        () => new PointerEvent('pointerdown', on), () => new PointerEvent('pointermove', on), () => new PointerEvent('pointerup', on), () => new PointerEvent('pointercancel', on),
        () => new PointerEvent('pointerdown', { ...on, isPrimary: false, pointerType: 'touch', pointerId: 4 }),
        () => new WheelEvent('wheel', { ...on, deltaMode: 7, deltaY: -5 }), () => new InputEvent('input', on), () => new FocusEvent('focusin', on), () => new FocusEvent('focusout', on),
        () => new MouseEvent('mouseover', on), () => new MouseEvent('dblclick', on), () => new DragEvent('dragstart', on), () => new Event('invalid', on),
        () => new Event('play', on), () => new Event('volumechange', on), () => new Event('selectionchange', on), () => new Event('fullscreenchange', on),
    ];";

#[wasm_bindgen_test]
async fn hostile_events_do_no_harm() {
    let mut visit = Visit::begun(PAGE, &all());
    hush();
    run("window.thrown = []; window.note = (event) => thrown.push(`${event.message ?? event.reason}`);
         for (const type of ['error', 'unhandledrejection']) addEventListener(type, note);");
    run(&format!(
        "{HOSTILE}
         for (const make of makers) for (const name of names) for (const value of odd) {{
             for (const where of [$('#buy'), $('input'), $('#film'), document, window]) {{
                 const event = make();
                 Object.defineProperty(event, name, {{ configurable: true, value }});
                 where.dispatchEvent(event);
             }}
             const event = make();
             Object.defineProperty(event, name, {{ configurable: true, get() {{ throw new Error('trap'); }} }});
             $('input').dispatchEvent(event);
         }}
         const path = new MouseEvent('dblclick', on);
         for (const composedPath of [() => [], () => {{ throw new Error('trap'); }}, () => [null], () => [{{}}], 7]) {{
             const event = new MouseEvent('dblclick', on);
             Object.defineProperty(event, 'composedPath', {{ value: composedPath }});
             $('#buy').dispatchEvent(event);
         }}"
    ));
    visit.delivered().await;
    // Every frame can be read.
    assert!(
        frames(|frame| frame.events().count()).into_iter().sum::<usize>() > 500,
        "hardly anything was told: the test is void"
    );
    visit.arrived();
    let rows = visit.rows_of("$('#buy').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))").await;
    assert!(present(&rows, "double_click"), "the recorder gave up: {rows:?}");
    let thrown = text(
        "const said = thrown.join('|'); for (const type of ['error', 'unhandledrejection']) removeEventListener(type, note);
         delete window.thrown; delete window.note; return said;",
    );
    assert_eq!((thrown.as_str(), heard().as_str()), ("", ""));
}

#[wasm_bindgen_test]
async fn traps_in_elements_do_no_harm() {
    let mut visit = Visit::begun(PAGE, &all());
    let rows = visit
        .rows_of(&format!(
            "{EACH}
             const trap = (owner, names) => {{ for (const name of names) Object.defineProperty(owner, name, {{ configurable: true, get() {{ throw new Error('trap'); }} }}); }};
             trap($('input'), ['value', 'checked', 'validity', 'matches', 'closest', 'textContent']);
             trap($('#film'), ['currentTime', 'volume', 'muted', 'loop']);
             trap($('form'), ['matches', 'closest', 'length']);
             for (let round = 0; round < 60; round++) Object.values(each).forEach((happen) => happen());"
        ))
        .await;
    assert!(present(&rows, "reset") && present(&rows, "press"), "{rows:?}");
    assert!(present(&visit.rows_of("$('#buy').click()").await, "click"), "the recorder gave up");
}

#[wasm_bindgen_test]
async fn a_thousand_recordings_leave_nothing_behind() {
    sleep(50).await;
    run("window.held = 0; window.watching = 0; window.waiting = new Set();
         const patch = (owner, name, around) => { const old = owner[name]; owner[name] = around(old); return () => { owner[name] = old; }; };
         const counted = (counter, by) => (old) => function (...given) { window[counter] += by; return old.apply(this, given); };
         window.unpatch = [
             patch(EventTarget.prototype, 'addEventListener', counted('held', 1)), patch(EventTarget.prototype, 'removeEventListener', counted('held', -1)),
             patch(MutationObserver.prototype, 'observe', counted('watching', 1)), patch(MutationObserver.prototype, 'disconnect', counted('watching', -1)),
             patch(window, 'setTimeout', (old) => (...given) => { const timer = old(...given); waiting.add(timer); return timer; }),
             patch(window, 'clearTimeout', (old) => (timer) => { waiting.delete(timer); return old(timer); }),
         ];");
    let visit = Visit::begun(PAGE, &all());
    let during = number("return held");
    drop(visit);
    let once = number("return held");
    for _ in 0..1_000 {
        let recorder = Recorder::start(&all()).expect("it starts");
        run("document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: 3 }))");
        drop(recorder);
    }
    let left = ["held", "watching", "waiting.size"].map(|counter| number(&format!("return {counter}")));
    run(
        "unpatch.forEach((put_back) => put_back()); for (const name of ['held', 'watching', 'waiting', 'unpatch']) delete window[name];",
    );
    assert!(during > 50.0, "{during}: hardly any listener is seen, the test is void");
    assert_eq!((once, left), (0.0, [0.0; 3]), "listeners, observers, timers");
}

#[wasm_bindgen_test]
async fn withheld_signals_are_counted() {
    let visit = Visit::begun("<input type=password>", &hearing(&[]));
    run(
        "$('input').dispatchEvent(new InputEvent('input', { bubbles: true })); $('input').dispatchEvent(new Event('reset', { bubbles: true }))",
    );
    visit.delivered().await;
    let private = frames(|frame| frame.header().missing.private);
    assert_eq!(private.last(), Some(&1));
}
