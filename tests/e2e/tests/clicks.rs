//! What was clicked, with what, and where.

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Button, Engine, Place, Row, Visit};
use fantoccini::key::Key;

/// One click of the hand, and what the export must say of it.
struct Made {
    target: &'static str,
    button: Button,
    modifiers: &'static str,
    place: Place,
}

/// Buttons, a size, a heading: with every button and with modifiers.
pub(super) async fn say_what_was_clicked(visit: &Visit<'_>) -> Result<()> {
    visit.open("/product.html").await?;
    let hand = visit.browser.hand();
    let mut made = Vec::new();
    for (selector, target, button, held, modifiers) in [
        ("h1", "h1", Button::Main, None, ""),
        ("#more", "button#more", Button::Main, Some(Key::Control), "ctrl"),
        ("#fewer", "button#fewer", Button::Main, Some(Key::Shift), "shift"),
        ("#more", "button#more", Button::Main, Some(Key::Alt), "alt"),
        // The picture in the button is what the pointer hits.
        (".thumb:nth-child(2)", "button.thumb", Button::Main, None, ""),
        ("h1", "h1", Button::Wheel, None, ""),
        ("#quantity", "input#quantity", Button::Main, None, ""),
    ] {
        if !tells(visit.browser.engine, button) {
            continue;
        }
        let place = hand.click_with(selector, button, held).await?;
        made.push(Made { target, button, modifiers, place });
    }
    // The size is two controls before the quantity, and a digit picks one.
    for _ in 0..2 {
        hand.chord(Key::Shift, Key::Tab.into()).await?;
    }
    hand.write("8").await?;
    let place = hand.click("#buy").await?;
    made.push(Made { target: "button#buy", button: Button::Main, modifiers: "", place });
    ensure!(visit.browser.value("document.getElementById('added').textContent").await? == "It is in your basket.");
    // Last, for the browser opens its own list and its own menu.
    let place = hand.click("#size").await?;
    made.push(Made { target: "select#size", button: Button::Main, modifiers: "", place });
    hand.press(&[Key::Escape]).await?;
    if tells(visit.browser.engine, Button::Secondary) {
        let place = hand.click_with("#buy", Button::Secondary, None).await?;
        made.push(Made { target: "button#buy", button: Button::Secondary, modifiers: "", place });
    }

    let rows = visit.flushed().await?;
    let clicks: Vec<&Row> = rows.iter().filter(|row| row.kind() == "click").collect();
    ensure!(clicks.len() == made.len(), "{} clicks became {clicks:?}", made.len());
    for (row, Made { target, button, modifiers, place }) in clicks.into_iter().zip(made) {
        let (x, y) = row.place();
        ensure!(row.target() == target, "{row:?} instead of {target}");
        ensure!(row.number("button") == f64::from(button as u8), "{row:?} instead of {button:?}");
        ensure!(row.modifiers() == modifiers, "{row:?} instead of {modifiers}");
        ensure!(place.holds(x, y), "{row:?} is outside {place:?}");
        ensure!(row.text("pointer") == "mouse", "{row:?}");
    }
    Ok(())
}

/// WebKitGTK under its driver says of every button's click that it was the main one's.
fn tells(engine: Engine, button: Button) -> bool {
    engine != Engine::Webkit || button == Button::Main
}

/// A link is named, not the picture or the words in it; and the page that it leads away from is
/// still recorded.
pub(super) async fn name_the_link_around(visit: &Visit<'_>) -> Result<()> {
    for (page, inside, target, leads_to) in [
        ("/", "#card-boot img", "a#card-boot", "/product.html"),
        ("/product.html", "#basket-count", "a#nav-basket", "/checkout.html"),
        ("/checkout.html", "#nav-journal", "a#nav-journal", "/journal.html"),
    ] {
        visit.open(page).await?;
        let place = visit.browser.hand().click(inside).await?;
        let clicked = |row: &&Row| row.kind() == "click" && row.target() == target;
        let rows =
            visit.arrived(&format!("the click on {target}"), |rows| rows.iter().any(|row| clicked(&row))).await?;
        let click = rows.iter().find(clicked).context("the click")?;
        ensure!(place.holds(click.number("x"), click.number("y")), "{click:?} is outside {place:?}");
        visit
            .arrived(&format!("the page {leads_to}"), |rows| {
                rows.iter().any(|row| row.kind() == "page" && row.text("url").ends_with(leads_to))
            })
            .await?;
    }
    Ok(())
}
