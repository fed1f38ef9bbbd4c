//! Consent, opt-out, the browser's own signals and the share that is recorded, in a Rust application.

#![cfg(target_arch = "wasm32")]

use desireline::capture::{Consent, Cookie, Options, Recorder, StartError};
use desireline::testkit::{Collector, Stage, sleep};
use js_sys::Function;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const BUY: &str = "<button id=buy>Buy</button>";
const CLICK: &str = "$('#buy').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))";

/// A page whose recorder would post here; without the cookies of tests before.
struct Page {
    collector: Collector,
    stage: Stage,
}

impl Page {
    fn new() -> Self {
        let stage = Stage::of(BUY);
        stage.run("document.cookie = 'desireline=; Max-Age=0; Path=/'");
        Self { collector: Collector::at("/v1/frames"), stage }
    }

    fn start(&self, change: impl Fn(&mut Options)) -> Result<Recorder, StartError> {
        let mut options = self.collector.quiet();
        change(&mut options);
        Recorder::start(&options)
    }

    fn cookie(&self) -> String {
        let pair = "return document.cookie.split('; ').find((pair) => pair.startsWith('desireline=')) ?? ''";
        // Without the minutes.
        self.stage.text(pair).split('.').next().unwrap_or_default().to_owned()
    }
}

#[wasm_bindgen_test]
async fn what_was_pending_is_sent_once_it_is_granted() {
    let page = Page::new();
    let recorder = page.start(|options| options.consent = Consent::Pending).expect("it waits");
    page.stage.run(CLICK);
    recorder.flush();
    sleep(50).await;
    assert!(page.collector.frames().is_empty(), "frames without consent");
    assert_eq!(page.cookie(), "", "a cookie without consent");

    recorder.grant();
    let events = page.collector.delivered(&recorder).await;
    events.one("page").with("session", recorder.session().to_hex());
    events.on("button#buy").one("click");
    assert_eq!(page.cookie(), format!("desireline={}", recorder.session().to_hex()));

    page.stage.run(CLICK);
    page.collector.delivered(&recorder).await.on("button#buy").count("click", 2);
}

#[wasm_bindgen_test]
async fn what_was_pending_is_erased_when_it_is_refused() {
    let page = Page::new();
    let recorder = page.start(|options| options.consent = Consent::Pending).expect("it waits");
    page.stage.run(CLICK);
    recorder.flush();
    recorder.revoke(false);
    page.stage.run(CLICK);
    sleep(50).await;
    assert!(page.collector.frames().is_empty());
    assert_eq!(page.cookie(), "");
}

#[wasm_bindgen_test]
async fn a_revoked_recording_sends_no_more_and_another_may_begin() {
    let page = Page::new();
    let recorder = page.start(|_| {}).expect("it starts");
    let session = recorder.session();
    page.stage.run(CLICK);
    recorder.revoke(false);
    page.stage.run("dispatchEvent(new PageTransitionEvent('pagehide'))");
    sleep(50).await;
    assert!(page.collector.frames().is_empty());
    assert_eq!(page.cookie(), "");
    let next = page.start(|_| {}).expect("it was not for good");
    assert_ne!(next.session(), session);
}

#[wasm_bindgen_test]
async fn answers_that_come_after_it_was_revoked_are_no_matter() {
    let page = Page::new();
    let collector = page.collector.answering(&[desireline::testkit::Answer::Hold]);
    let recorder = Recorder::start(&collector.quiet()).expect("it starts");
    recorder.flush();
    assert_eq!(collector.frames().len(), 1);
    recorder.revoke(false);
    collector.release(503);
    sleep(50).await;
    let next = Recorder::start(&collector.quiet()).expect("nothing broke");
    // The held one was posted before.
    collector.delivered(&next).await.count("page", 2);
}

#[wasm_bindgen_test]
async fn who_opted_out_is_not_recorded() {
    let page = Page::new();
    page.start(|_| {}).expect("it starts").revoke(true);
    assert_eq!(page.cookie(), "desireline=off");
    let error = page.start(|_| {}).expect_err("for good");
    assert_eq!((error, error.code()), (StartError::Refused, "refused"));
    page.stage.run("document.cookie = 'desireline=; Max-Age=0; Path=/'");
}

#[wasm_bindgen_test]
async fn site_and_browser_refuse() {
    let page = Page::new();
    let refused = |change: fn(&mut Options)| page.start(change).is_err_and(|error| error == StartError::Refused);
    assert!(refused(|options| options.consent = Consent::Denied));
    page.stage.run("Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, get: () => true })");
    assert!(refused(|_| {}));
    assert!(!refused(|options| options.gpc = false));
    page.stage.run("delete navigator.globalPrivacyControl");
    page.stage.run("Object.defineProperty(navigator, 'doNotTrack', { configurable: true, get: () => '1' })");
    assert!(!refused(|_| {}));
    assert!(refused(|options| options.dnt = true));
    page.stage.run("delete navigator.doNotTrack");
}

#[wasm_bindgen_test]
async fn a_share_is_recorded() {
    let page = Page::new();
    let error = page.start(|options| options.sample = 0.0).expect_err("none is");
    assert_eq!((error, error.code()), (StartError::SampledOut, "sampled-out"));
    let session = page.cookie();
    let recorder = page.start(|options| options.sample = 1.0).expect("all are");
    assert_eq!(session, format!("desireline={}", recorder.session().to_hex()), "another session could be in the share");
}

#[wasm_bindgen_test]
async fn without_a_cookie_nothing_is_kept() {
    let page = Page::new();
    let recorder = page.start(|options| options.cookie = Cookie::None).expect("it starts");
    let events = page.collector.delivered(&recorder).await;
    events.one("page").with("session", recorder.session().to_hex());
    assert_eq!(page.cookie(), "");
}

#[wasm_bindgen_test]
async fn a_function_of_the_site_takes_more_from_addresses() {
    let stage = Stage::of("");
    let origin = stage.text("return location.origin");
    let whole = format!("{origin}/patients/anna");
    stage.run("window.before = location.href; history.replaceState({}, '', '/patients/anna')");
    drop(stage);
    for (redact, told) in [
        ("return url", whole.as_str()),
        ("return url.replace('/patients/anna', '')", &origin),
        ("return url + '?more'", &origin),
        ("throw url", &origin),
    ] {
        let page = Page::new();
        let redact = Function::new_with_args("url", redact);
        let recorder = page.start(|options| options.redact = Some(redact.clone())).expect("it starts");
        page.collector.delivered(&recorder).await.one("page").with("url", told);
    }
    Stage::of("").run("history.replaceState({}, '', before); delete window.before");
}
