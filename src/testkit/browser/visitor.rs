use core::fmt;

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;

use super::{Fixed, done, object};

#[wasm_bindgen(module = "/src/testkit/page.js")]
extern "C" {
    fn visitor(document: &JsValue, options: &JsValue) -> Handle;
}

// What page.js imports must be there too, and only what is named here is.
#[wasm_bindgen(module = "/src/testkit/visitor.js")]
extern "C" {
    #[wasm_bindgen(js_name = visitor)]
    fn _visitor(document: &JsValue, options: &JsValue) -> Handle;
}
#[wasm_bindgen(module = "/src/testkit/hand.js")]
extern "C" {
    #[wasm_bindgen(js_name = hand)]
    fn _hand(document: &JsValue, rest: &JsValue) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    type Handle;
    #[wasm_bindgen(method, js_name = moveTo)]
    fn move_to(this: &Handle, target: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn click(this: &Handle, target: &JsValue, how: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = type)]
    fn type_into(this: &Handle, target: &JsValue, text: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn press(this: &Handle, key: &str, held: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn tab(this: &Handle, how: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn leave(this: &Handle) -> Promise;
    #[wasm_bindgen(method)]
    fn paste(this: &Handle, target: &JsValue, text: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn fill(this: &Handle, form: &JsValue, values: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn submit(this: &Handle, form: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn wheel(this: &Handle, by: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn tap(this: &Handle, target: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn swipe(this: &Handle, by: &JsValue) -> Promise;
}

/// A visitor of the page. What it does reaches the page as the whole sequence of events that a
/// browser dispatches for it, bubbling and crossing shadow roots as those do: a click is the way
/// there, `pointerdown`, `mousedown`, the focus, `pointerup`, `mouseup`, `click`.
///
/// It is synthetic: `isTrusted` is false, browsers do for a script's event little of what they do for
/// a hand's, and only the rest is imitated (focus, editing, submitting, scrolling). It types at a
/// text's end, knows no selection, and does not drag.
///
/// A target is a CSS selector or an element. Where there is none, or it is not drawn, the test fails.
///
/// ```ignore
/// let fixed = Fixed::default();
/// let visitor = Visitor::at(&fixed);
/// visitor.type_into("[name=email]", "jane@example.org").await;
/// visitor.click("#buy").await;
/// visitor.wheel(0, 600).await;
/// ```
pub struct Visitor(Handle);

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Visitor")
    }
}

impl Default for Visitor {
    /// One for whom everything takes as long as it takes a hand.
    fn default() -> Self {
        Self(visitor(&JsValue::UNDEFINED, &JsValue::UNDEFINED))
    }
}

impl Visitor {
    /// One whose time is a fixed clock's: everything takes as long there, and no time to wait for.
    pub fn at(fixed: &Fixed) -> Self {
        Self(visitor(&JsValue::UNDEFINED, &object([("clock", JsValue::from(&fixed.handle))])))
    }

    /// Moves to an element's middle, along the path that a hand takes (of minimum jerk).
    pub async fn move_to(&self, target: impl Into<JsValue>) {
        done(self.0.move_to(&target.into())).await;
    }

    /// Moves to a place in the viewport, in CSS px.
    pub async fn move_to_place(&self, x: f64, y: f64) {
        done(self.0.move_to(&object([("x", x.into()), ("y", y.into())]))).await;
    }

    /// Moves there and clicks.
    pub async fn click(&self, target: impl Into<JsValue>) {
        done(self.0.click(&target.into(), &Object::new())).await;
    }

    /// The same with a button as in `MouseEvent`, so many times in a row: the second click of the main
    /// one is followed by a `dblclick`.
    pub async fn click_with(&self, target: impl Into<JsValue>, button: u8, times: u8) {
        done(self.0.click(&target.into(), &object([("button", button.into()), ("count", times.into())]))).await;
    }

    /// Clicks into a field, unless it has the focus, and types.
    pub async fn type_into(&self, target: impl Into<JsValue>, text: &str) {
        done(self.0.type_into(&target.into(), text)).await;
    }

    /// Presses a key where the focus is: a character, or a name of `KeyboardEvent.key`.
    pub async fn press(&self, key: &str) {
        done(self.0.press(key, &Object::new())).await;
    }

    /// The same with the control key held down.
    pub async fn press_with_control(&self, key: &str) {
        done(self.0.press(key, &object([("ctrlKey", true.into())]))).await;
    }

    /// Goes to the next control by the keyboard.
    pub async fn tab(&self) {
        done(self.0.tab(&Object::new())).await;
    }

    /// Takes the focus away from whatever has it.
    pub async fn leave(&self) {
        done(self.0.leave()).await;
    }

    /// Clicks into a field, unless it has the focus, and pastes.
    pub async fn paste(&self, target: impl Into<JsValue>, text: &str) {
        done(self.0.paste(&target.into(), text)).await;
    }

    /// Fills a form: a value for each `name`. For a checkbox it is `"true"` or `"false"`.
    pub async fn fill(&self, form: impl Into<JsValue>, values: &[(&str, &str)]) {
        let form = form.into();
        for (name, value) in values {
            let value = match *value {
                "true" => true.into(),
                "false" => false.into(),
                text => text.into(),
            };
            done(self.0.fill(&form, &object([(name, value)]))).await;
        }
    }

    /// Clicks a form's button, or presses Enter in its last field where it has none.
    pub async fn submit(&self, form: impl Into<JsValue>) {
        done(self.0.submit(&form.into())).await;
    }

    /// Turns the wheel where the pointer is, by CSS px.
    pub async fn wheel(&self, x: i32, y: i32) {
        done(self.0.wheel(&object([("x", x.into()), ("y", y.into())]))).await;
    }

    /// Taps with a finger.
    pub async fn tap(&self, target: impl Into<JsValue>) {
        done(self.0.tap(&target.into())).await;
    }

    /// Drags the page from its middle with a finger, by CSS px.
    pub async fn swipe(&self, x: i32, y: i32) {
        done(self.0.swipe(&object([("x", x.into()), ("y", y.into())]))).await;
    }
}
