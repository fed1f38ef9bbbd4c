//! Which element it was, and where it lay.

#![cfg(target_arch = "wasm32")]

mod support;

use desireline::wire::{Bounds, Event};
use support::browser::{Visit, frames, heard, hush, number, run, run_async};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// `press` clicks what a selector finds, or an element, in its middle.
const PRESS: &str = "const press = (what) => {
    const element = what.dispatchEvent ? what : $(what);
    const box = element.getBoundingClientRect();
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1,
        clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }));
};";

/// A click: its target's description, path and role; where the click and the target were.
#[derive(Clone, Debug, PartialEq)]
struct Click {
    target: String,
    path: u32,
    role: String,
    page: (i32, i32),
    viewport: (i32, i32),
    bounds: Bounds,
    scroller: Option<String>,
}

fn clicks() -> Vec<Click> {
    let of = |frame: &desireline::wire::Frame| {
        let clicks = frame.events().filter_map(|record| {
            let Event::Click(click) = record.event else { return None };
            let target = record.target?;
            Some(Click {
                target: target.describe(),
                path: target.path,
                role: target.role.into(),
                page: (click.page_x, click.page_y),
                viewport: (click.x, click.y),
                bounds: record.bounds?,
                scroller: record.scroller.map(|scroller| scroller.describe()),
            })
        });
        clicks.collect::<Vec<_>>()
    };
    frames(of).concat()
}

/// The clicks of a script on a fresh stage.
async fn pressed(html: &str, code: &str) -> Vec<Click> {
    let mut visit = Visit::of(html);
    visit.rows_of(&format!("{PRESS} {code}")).await;
    clicks()
}

async fn paths(html: &str, selectors: &[&str]) -> Vec<u32> {
    let code: Vec<_> = selectors.iter().map(|selector| format!("press('{selector}');")).collect();
    pressed(html, &code.concat()).await.iter().map(|click| click.path).collect()
}

const LIST: &str =
    "<ul class=menu><li><a href=#>a</a></li><li><a href=#>b</a></li><li><a href=#>c</a><a href=#>d</a></li></ul>";

#[wasm_bindgen_test]
async fn a_path_is_the_same_each_time_and_another_for_each_element() {
    let selectors = ["li:nth-child(1) a", "li:nth-child(2) a", "li:nth-child(3) a", "a:nth-child(2)", "li"];
    let first = paths(LIST, &selectors).await;
    assert_eq!(paths(LIST, &selectors).await, first, "drawn again");
    let mut different = first.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), selectors.len(), "{first:?}");
    assert!(!first.contains(&0), "0 is for elements with an id");
}

#[wasm_bindgen_test]
async fn an_id_says_which_it_is_unless_it_is_generated_or_shared() {
    let of = async |html: &str| paths(html, &["b"]).await[0];
    assert_eq!(of("<b id=buy></b>").await, 0);
    let generated = of("<b id=ember12345></b>").await;
    assert_eq!(generated, of("<b id=ember54321></b>").await);
    assert_eq!(generated, of("<b></b>").await);
    assert_ne!(of("<i id=one></i><b id=one></b>").await, 0, "another has it");
    assert_eq!(
        of("<div><p id=main><b></b></div>").await,
        of("<p>x</p><p>y</p><p id=main><b></b>").await,
        "from the id on"
    );
    assert_ne!(of("<p id=main><b></b>").await, of("<p id=ember123456><b></b>").await);
}

#[wasm_bindgen_test]
async fn elements_in_shadow_roots_have_paths_of_their_own() {
    let code = "for (const host of stage.querySelectorAll('div')) host.attachShadow({ mode: 'open' }).innerHTML = '<p><button id=buy>Buy</button></p>';
        for (const host of stage.querySelectorAll('div')) press(host.shadowRoot.querySelector('button'));";
    let code = format!("const stage = $('section'); {code}");
    let html = "<section><div></div><div></div></section>";
    let found = pressed(html, &code).await;
    assert_eq!(found.len(), 2, "{found:?}");
    assert_ne!(found[0].path, found[1].path, "each component has the same ids");
    assert_eq!(pressed(html, &code).await, found);
}

#[wasm_bindgen_test]
async fn the_role_is_told() {
    let found = pressed("<div role=button>x</div><a href=# role='x y 123456'>y</a>", "press('div'); press('a')").await;
    let roles: Vec<_> = found.iter().map(|click| click.role.as_str()).collect();
    assert_eq!(roles, ["button", ""]);
}

/// Controls shadow what is asked of forms and of the document.
#[wasm_bindgen_test]
async fn paths_of_shadowed_forms_are_as_good_as_others() {
    let names = [
        "getRootNode",
        "parentNode",
        "previousElementSibling",
        "localName",
        "assignedSlot",
        "getAttribute",
        "scrollHeight",
    ];
    let controls: String = names.iter().map(|name| format!("<input name={name}>")).collect();
    let html = format!("<img name=getElementById><form id=order>{controls}<p><b>x</b></p><p><b>y</b></p></form>");
    hush();
    let found = pressed(&html, "press('b'); press('p:last-child b'); press('form')").await;
    assert_eq!(heard(), "");
    assert_eq!(found.len(), 3, "{found:?}");
    assert_ne!(found[0].path, found[1].path);
    assert_eq!(found[2].target, "form#order");
}

#[wasm_bindgen_test]
async fn hostile_trees_cost_little() {
    let visit = Visit::of("<div id=wide></div><div id=deep style='display: none'></div>");
    let steps = number(&format!(
        "{PRESS}
         $('#wide').innerHTML = '<i></i>'.repeat(1e5) + '<b></b>';
         let inner = $('#deep');
         // Deeper ones take WebKit and Firefox minutes to build.
         for (let left = 200; left--; ) {{
             inner.innerHTML = '<div>'.repeat(100);
             while (inner.firstChild) inner = inner.firstChild;
         }}
         const deep = inner.appendChild(document.createElement('b'));
         $('b').getBoundingClientRect();
         const own = Object.getOwnPropertyDescriptor(Element.prototype, 'previousElementSibling');
         let steps = 0;
         Object.defineProperty(Element.prototype, 'previousElementSibling', {{ ...own, get() {{ steps++; return own.get.call(this); }} }});
         press('b');
         press(deep);
         Object.defineProperty(Element.prototype, 'previousElementSibling', own);
         $('#deep').remove();
         return steps;"
    ));
    visit.delivered().await;
    assert_eq!(clicks().len(), 2);
    assert!((1_000.0..2_000.0).contains(&steps), "{steps} steps beside 100,000 elements and within 20,000");
}

/// Working out the style of what is not drawn ends Chromium's tab in a tree 100,000 deep.
#[wasm_bindgen_test]
async fn nothing_is_asked_of_what_is_not_drawn() {
    let mut visit = Visit::of("<p style='display: none'><b>x</b></p><p><i>y</i></p>");
    let asked = |what: &str| {
        number(&format!(
            "{PRESS} const own = getComputedStyle; let asked = 0;
             window.getComputedStyle = (...given) => {{ asked++; return own(...given); }};
             press('{what}');
             window.getComputedStyle = own;
             return asked;"
        ))
    };
    assert_eq!(asked("b"), 0.0);
    assert!(asked("i") > 0.0, "of what is drawn it is");
    visit.rows().await;
    assert_eq!(clicks().len(), 2);
}

/// Where a button of 100 by 40 px lies in the markup of each of these tests.
const BUTTON: &str = "<button id=buy style='width: 100px; height: 40px; padding: 0; border: 0'>Buy</button>";

fn assert_in_the_middle(click: &Click) {
    let Bounds { x, y, w, h, fixed, .. } = click.bounds;
    assert_eq!((w, h), (100, 40), "{click:?}");
    let place = if fixed { click.viewport } else { click.page };
    assert_eq!((place.0 - x, place.1 - y), (50, 20), "{click:?}");
}

#[wasm_bindgen_test]
async fn a_target_lies_in_the_document_also_when_it_is_scrolled() {
    let html = format!("<div style='height: 2000px'></div>{BUTTON}<div style='height: 3000px'></div>");
    let found = pressed(&html, "press('#buy'); scrollTo(0, 1900); press('#buy')").await;
    assert_eq!(found.len(), 2, "{found:?}");
    for click in &found {
        assert_in_the_middle(click);
        assert!(!click.bounds.fixed && click.scroller.is_none(), "{click:?}");
    }
    assert_eq!(found[0].page, found[1].page, "it did not move in the document");
    assert_ne!(found[0].viewport, found[1].viewport);
}

#[wasm_bindgen_test]
async fn an_inner_scroller_is_named() {
    let html = format!(
        "<div id=list style='height: 200px; overflow: auto'><p><div style='height: 500px'></div>{BUTTON}<div style='height: 500px'></div></div>"
    );
    let found = pressed(&html, "$('#list').scrollTop = 450; press('#buy')").await;
    assert_in_the_middle(&found[0]);
    assert_eq!(found[0].scroller.as_deref(), Some("div#list"));
    assert!(!found[0].bounds.fixed);
}

#[wasm_bindgen_test]
async fn the_page_is_no_inner_scroller() {
    run("document.body.style = 'height: 100%; overflow: auto'; document.documentElement.style.height = '100%'");
    let html = format!("{BUTTON}<div style='height: 3000px'></div>");
    let found = pressed(&html, "press('#buy')").await;
    run("document.body.removeAttribute('style'); document.documentElement.removeAttribute('style')");
    assert_in_the_middle(&found[0]);
    assert_eq!(found[0].scroller, None);
}

#[wasm_bindgen_test]
async fn what_is_fixed_lies_in_the_viewport() {
    for around in ["position: fixed; top: 30px; left: 20px", "position: sticky; top: 0"] {
        let html = format!("<div style='{around}'><p>{BUTTON}</p></div><div style='height: 3000px'></div>");
        let found = pressed(&html, "press('#buy'); scrollTo(0, 900); press('#buy')").await;
        assert_eq!(found.len(), 2, "{found:?}");
        for click in &found {
            assert!(click.bounds.fixed, "{around}: {click:?}");
            assert_in_the_middle(click);
        }
    }
}

#[wasm_bindgen_test]
async fn what_is_shown_in_a_fixed_part_of_a_component_is_fixed() {
    let html = format!("<div id=host>{BUTTON}</div>");
    let code = "$('#host').attachShadow({ mode: 'open' }).innerHTML = '<div style=\"position: fixed; top: 10px\"><slot></slot></div>'; press('#buy')";
    let found = pressed(&html, code).await;
    assert!(found[0].bounds.fixed, "{found:?}");
    assert_in_the_middle(&found[0]);
}

#[wasm_bindgen_test]
async fn pinch_zoom_is_told() {
    let mut visit = Visit::of("");
    visit.delivered().await;
    let zooms = |event: Event<'_>| match event {
        Event::Page(page) => Some(page.zoom),
        Event::Resize(resize) => Some(resize.zoom),
        _ => None,
    };
    assert_eq!(frames(|frame| frame.events().find_map(|record| zooms(record.event))), [Some(100)]);
    run("window.own = Object.getOwnPropertyDescriptor(window, 'visualViewport');
         Object.defineProperty(window, 'visualViewport', { value: { scale: 1.504 }, configurable: true });
         dispatchEvent(new Event('resize'))");
    visit.delivered().await;
    run("Object.defineProperty(window, 'visualViewport', own); delete window.own; dispatchEvent(new Event('resize'))");
    visit.stop();
    let told = frames(|frame| frame.events().find_map(|record| zooms(record.event)));
    assert_eq!(told, [Some(100), Some(150), Some(100)]);
}

#[wasm_bindgen_test]
async fn what_privacy_held_back_is_counted_by_frames() {
    let mut visit = Visit::of("<input type=password><input name=city>");
    let held = || frames(|frame| frame.header().missing.private);
    visit.rows_of(&format!("{PRESS} press('[name=city]')")).await;
    let key = "$('input').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'a' }));";
    visit.rows_of(&format!("{PRESS} {key} {key} {key} press('input')")).await;
    visit.rows_of(&format!("{PRESS} press('[name=city]')")).await;
    assert_eq!(held(), [0, 1, 1]);
}

#[wasm_bindgen_test]
async fn a_jump_before_a_click_counts() {
    let html = format!("<div style='height: 2000px'></div>{BUTTON}<div style='height: 3000px'></div>");
    let mut visit = Visit::of(&html);
    run_async("scrollTo(0, 1800); await new Promise((done) => setTimeout(done, 100))").await;
    visit.rows_of(&format!("{PRESS} scrollTo(0, 1950); press('#buy')")).await;
    assert_in_the_middle(&clicks()[0]);
}
