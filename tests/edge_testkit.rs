//! The testkit itself: the visitor's sequences of events, clock, ids, and what the collector answers.

#![cfg(target_arch = "wasm32")]

use desireline::capture::{Options, Recorder};
use desireline::session::{SessionId, StreamId};
use desireline::testkit::{Answer, Collector, Events, Fixed, Stage, Visitor, sleep};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Notes every event that the stage sees; `told()` gives them, but moves only once.
const WATCH: &str = "
    const told = window.told_now = [];
    const kinds = 'pointerdown mousedown focusin focusout pointerup mouseup click auxclick dblclick contextmenu keydown keypress keyup \\
        beforeinput input change submit pointermove mousemove pointerenter wheel paste pointercancel'.split(' ');
    for (const kind of kinds) $('*').parentNode.addEventListener(kind, (event) => {
        const line = `${kind} ${event.target.localName}`;
        if (told.at(-1) != line && !(kind.endsWith('move') && told.includes(line))) told.push(line);
    }, true);";

fn told(stage: &Stage) -> Vec<String> {
    stage.text("return told_now.splice(0).join('|')").split('|').map(str::to_owned).collect()
}

#[wasm_bindgen_test]
async fn a_click_is_the_way_there_and_the_whole_press() {
    let stage = Stage::of("<button id=buy type=button>Buy</button>");
    stage.run(WATCH);
    let fixed = Fixed::default();
    let visitor = Visitor::at(&fixed);
    visitor.click("#buy").await;
    let all = told(&stage);
    let press = ["pointerdown", "mousedown", "focusin", "pointerup", "mouseup", "click"];
    assert_eq!(all[all.len() - 6..], press.map(|kind| format!("{kind} button")));
    assert!(all.contains(&"pointerenter button".into()) && all.contains(&"mousemove button".into()), "{all:?}");
    visitor.click_with("#buy", 0, 2).await;
    let press = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
    let twice = [&press[..], &press[..], &["dblclick"]].concat();
    assert_eq!(told(&stage), twice.iter().map(|kind| format!("{kind} button")).collect::<Vec<_>>());
    visitor.click_with("#buy", 2, 1).await;
    let other = ["pointerdown", "mousedown", "contextmenu", "pointerup", "mouseup", "auxclick"];
    assert_eq!(told(&stage), other.map(|kind| format!("{kind} button")));
}

#[wasm_bindgen_test]
async fn typing_edits_and_leaving_tells_of_the_change() {
    let stage = Stage::of("<input name=city><input name=zip>");
    let fixed = Fixed::default();
    let visitor = Visitor::at(&fixed);
    visitor.click("[name=city]").await;
    stage.run(WATCH);
    visitor.type_into("[name=city]", "a").await;
    visitor.press("Backspace").await;
    visitor.type_into("[name=city]", "b").await;
    let key = |writes: bool| {
        ["keydown", "keypress", "beforeinput", "input", "keyup"]
            .into_iter()
            .filter(move |kind| writes || *kind != "keypress")
    };
    let typed: Vec<_> = key(true).chain(key(false)).chain(key(true)).map(|kind| format!("{kind} input")).collect();
    assert_eq!(told(&stage), typed);
    assert_eq!(stage.text("return $('input').value"), "b");
    visitor.tab().await;
    let left = ["keydown", "change", "focusout", "focusin", "keyup"].map(|kind| format!("{kind} input"));
    assert_eq!(told(&stage), left);
    visitor.paste("[name=zip]", "12345").await;
    assert!(told(&stage).ends_with(&["paste", "beforeinput", "input"].map(|kind| format!("{kind} input"))));
}

const FORM: &str = "<form id=order>
    <input name=email type=email> <select name=size><option>S<option>M</select>
    <label><input type=checkbox name=gift> gift</label> <input type=radio name=pay value=card><input type=radio name=pay value=cash>
    <button>Order</button></form>";

#[wasm_bindgen_test]
async fn a_form_is_filled_and_submitted() {
    let stage = Stage::of(FORM);
    stage.run("window.data = undefined; $('form').addEventListener('submit', (event) => { event.preventDefault(); data = [...new FormData(event.target)].join('|'); })");
    let fixed = Fixed::default();
    let collector = Collector::at("/v1/frames");
    let recorder = Recorder::start(&collector.quiet()).unwrap();
    let visitor = Visitor::at(&fixed);
    visitor.fill("#order", &[("email", "jane@example.org"), ("size", "M"), ("gift", "true"), ("pay", "cash")]).await;
    visitor.submit("#order").await;
    assert_eq!(stage.text("return data"), "email,jane@example.org|size,M|gift,on|pay,cash");
    let events = collector.delivered(&recorder).await;
    let email = "input[name=email]";
    events.on(email).count("focus", 1).count("key", 16).count("change", 1).count("blur", 1);
    events.in_order(&[
        &format!("focus {email}"),
        &format!("change {email}"),
        &format!("blur {email}"),
        "submit form#order",
    ]);
    events.one("submit").with("fields", 6);
    events.contains_nowhere("jane@example.org");
}

#[wasm_bindgen_test]
async fn the_same_visit_makes_the_same_frames() {
    let visit = async || {
        let _stage = Stage::of("<input name=city><button id=buy>Buy</button>");
        let fixed = Fixed::at(1_600_000_000_000, SessionId([7; 16]), StreamId([9; 6]));
        let collector = Collector::at("/v1/frames");
        let recorder = Recorder::start(&collector.quiet()).unwrap();
        let visitor = Visitor::at(&fixed);
        visitor.type_into("[name=city]", "Graz").await;
        visitor.click("#buy").await;
        collector.delivered(&recorder).await;
        collector.frames()
    };
    let first = visit().await;
    assert_eq!(first, visit().await);
    let events = Events::read(first).unwrap();
    events.one("page").with("t", 1_600_000_000_000_u64).with("session", "07".repeat(16)).with("stream", "09".repeat(6));
    let click = events.only(|row| row["target"] == "button#buy").one("click").t();
    assert!((1_600_000_000_500..1_600_000_005_000).contains(&click), "{events}");
}

#[wasm_bindgen_test]
async fn a_hand_takes_its_time_without_a_clock() {
    let _stage = Stage::of("<button id=buy>Buy</button>");
    let collector = Collector::at("/v1/frames");
    let recorder = Recorder::start(&collector.quiet()).unwrap();
    let visitor = Visitor::default();
    visitor.move_to_place(300.0, 200.0).await;
    visitor.click("#buy").await;
    let events = collector.delivered(&recorder).await;
    let long = events.one("click").t() - events.one("page").t();
    assert!((300..10_000).contains(&long), "{events}");
    assert!(events.of("pointer").rows().len() >= 3, "slow at both ends: {events}");
}

#[wasm_bindgen_test]
async fn the_wheel_scrolls_and_fingers_tap_and_swipe() {
    let stage = Stage::of("<button id=buy style='margin: 200px'>Buy</button><div style='height: 5000px'></div>");
    let fixed = Fixed::default();
    let collector = Collector::at("/v1/frames");
    let recorder = Recorder::start(&collector.quiet()).unwrap();
    let visitor = Visitor::at(&fixed);
    visitor.tap("#buy").await;
    visitor.wheel(0, 250).await;
    visitor.swipe(0, -150).await;
    assert_eq!(stage.number("return scrollY"), 400.0);
    let events = collector.delivered(&recorder).await;
    events.one("click").on("button#buy").with("pointer", "touch");
    assert_eq!(events.of("scroll").rows().last().map(|row| row["y"].clone()), Some(400.into()), "{events}");
}

#[wasm_bindgen_test]
async fn everything_is_put_back() {
    let stage = Stage::of("");
    let own = "return [fetch, performance.now, Date.now, Crypto.prototype.getRandomValues, Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp').get]";
    stage.run(&format!("window.own_before = (() => {{ {own} }})(); document.cookie = 'desireline=mine; Path=/'"));
    {
        let _fixed = Fixed::default();
        let _collector = Collector::at("/v1/frames");
        assert!(
            !stage.run(&format!("return (() => {{ {own} }})().some((f, place) => f == own_before[place])")).is_truthy()
        );
        assert!(stage.text("return document.cookie").contains("desireline=5e5e"));
        assert_eq!(stage.number("return performance.now()"), 0.0);
    }
    assert!(
        stage.run(&format!("return (() => {{ {own} }})().every((f, place) => f == own_before[place])")).is_truthy()
    );
    assert!(stage.text("return document.cookie").contains("desireline=mine"));
    stage.run("delete window.own_before; document.cookie = 'desireline=; Max-Age=0; Path=/'");
}

#[wasm_bindgen_test]
async fn other_requests_go_where_they_go() {
    let stage = Stage::of("");
    let collector = Collector::at("/v1/frames");
    stage
        .run_async(
            "await fetch('/v1/other').catch(() => {}); await fetch(new URL('/v1/frames?x', location)).catch(() => {})",
        )
        .await;
    assert_eq!(collector.requests().len(), 0);
    stage
        .run_async("await fetch(new URL('/v1/frames', location), { method: 'POST', body: new Uint8Array(3).buffer })")
        .await;
    assert_eq!(collector.frames(), [vec![0; 3]]);
    assert_eq!(collector.requests()[0]["method"], "POST");
}

#[wasm_bindgen_test]
async fn a_held_answer_comes_when_it_is_released() {
    let _stage = Stage::of("");
    let collector = Collector::at("/elsewhere").answering(&[Answer::Hold, Answer::Status(503)]);
    let recorder = Recorder::start(&Options { interval: 60_000, ..Options::new("/elsewhere") }).unwrap();
    recorder.flush();
    let visitor = Visitor::default();
    visitor.move_to_place(10.0, 10.0).await;
    recorder.flush();
    assert_eq!(collector.frames().len(), 1, "one at a time");
    collector.release(204);
    sleep(30).await;
    assert_eq!(collector.frames().len(), 2);
    assert_eq!(collector.fresh().of("page").rows().len(), 1);
    assert_eq!(collector.fresh().rows().len(), 0);
    drop(recorder);
}
