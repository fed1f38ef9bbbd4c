//! A Yew application that records its own visits.
//!
//! ```sh
//! trunk serve --proxy-backend=http://127.0.0.1:8787/v1/frames
//! ```

use desireline::capture::{Options, Recorder};
use yew::prelude::*;

/// Records for as long as the component lives.
#[hook]
fn use_desireline(endpoint: &'static str) {
    use_effect_with(endpoint, |endpoint| {
        // A page that cannot be recorded is as good a page as any other.
        let recorder = Recorder::start(&Options::new(*endpoint)).ok();
        move || drop(recorder)
    });
}

#[component]
fn Shop() -> Html {
    use_desireline("/v1/frames");
    let basket = use_state(|| 0);
    let buy = {
        let basket = basket.clone();
        Callback::from(move |_: MouseEvent| basket.set(*basket + 1))
    };
    html! {
        <main>
            <h1>{ "Chairs" }</h1>
            <label>{ "Your e-mail " }<input type="email" name="email" /></label>
            <button id="buy" onclick={buy}>{ format!("Buy ({} in the basket)", *basket) }</button>
        </main>
    }
}

fn main() {
    yew::Renderer::<Shop>::new().render();
}
