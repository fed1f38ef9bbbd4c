//! A password never leaves the page, also when it is shown.

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Answer, Hunt, Visit, pages};
use fantoccini::key::Key;
use memchr::memmem;
use serde_json::Value;

/// Typed as the password. No four of its characters in a row stand anywhere else.
const CANARY: &str = "Vx9#Qz7é!Kw3Jp";
/// A part that is found tells nearly as much as the whole.
const PIECE: usize = 4;
/// Sent and kept by the page itself: the search must find it everywhere, or it proves nothing.
const MARK: &str = "Zu8%Hb5ñ_Rg2Ld";
/// The id of an element that is clicked: it must be found in frames and store.
const TOKEN: &str = "show-password";

/// Everywhere that the password could have got to, as named bytes.
type Places = Vec<(String, Vec<u8>)>;

/// A field that was a password's once, and that nothing but its type ever gave away.
const NAMELESS: &str = r#"<script async src="/pkg/desireline.js" data-endpoint="/v1/frames"></script>
    <script>addEventListener("DOMContentLoaded", () => document.body.insertAdjacentHTML("afterbegin",
        `<input id="word" type="password" aria-label="Word">
        <button id="show-password" type="button" onclick="word.type = word.type == 'text' ? 'password' : 'text'">Show</button>`
    ))</script>"#;

/// In the shop's checkout, up to the order.
pub(super) async fn is_nowhere(visit: &Visit<'_>) -> Result<()> {
    visit.open("/checkout.html").await?;
    let hand = visit.browser.hand();
    hand.click("#fullname").await?;
    hand.write("Ada").await?;
    type_it(visit, "password").await?;
    hand.click("#email").await?;
    hand.write("ada@hill.example").await?;
    hand.press(&[Key::Tab, Key::Tab, Key::Tab]).await?;
    hand.write("G").await?;
    hand.click("#place-order").await?;
    look_everywhere(visit, "input#password", "/thanks.html").await
}

/// Where neither name nor autocomplete say that it is one.
pub(super) async fn is_nowhere_whatever_its_name(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/nameless.html", pages::page(NAMELESS));
    visit.open("/e2e/nameless.html").await?;
    type_it(visit, "word").await?;
    visit.no_problems().await?;
    visit.load("/thanks.html").await?;
    look_everywhere(visit, "input#word", "/thanks.html").await
}

/// Typed hidden, typed while it is shown, typed hidden again.
async fn type_it(visit: &Visit<'_>, id: &str) -> Result<()> {
    let hand = visit.browser.hand();
    for kind in ["password", "text", "password"] {
        hand.click(&format!("#{id}")).await?;
        hand.press(&[Key::End]).await?;
        hand.write(CANARY).await?;
        hand.press(&[Key::Backspace, Key::Home]).await?;
        let field = visit.browser.value(&format!("[{id}.type, {id}.value]")).await?;
        ensure!(field[0] == kind, "the field is no {kind}");
        ensure!(field[1].as_str().is_some_and(|value| value.contains("Qz7é!")), "nothing was typed");
        visit.flush().await?;
        hand.click("#show-password").await?;
    }
    Ok(())
}

/// Once the next page has come: the password is in nothing that left the page or stayed behind.
async fn look_everywhere(visit: &Visit<'_>, field: &str, next: &str) -> Result<()> {
    visit.proxy.answer("/e2e/mark", Answer::Status(204));
    let came = visit.arrived("the next page", |rows| {
        rows.iter().any(|row| row.kind() == "page" && row.text("url").ends_with(next))
    });
    let rows = came.await?;
    visit.browser.client.execute(&leave_marks(), vec![]).await?;
    visit.browser.settled(&send_marks()).await?;
    let kept = kept_by_the_browser(visit).await?;

    let mut places: Places = visit.proxy.seen().iter().flat_map(|seen| seen.parts()).collect();
    places.extend(visit.collector.stored_bytes()?);
    places.push(("the export".into(), rows.iter().map(|row| row.0.to_string()).collect::<String>().into_bytes()));
    places.extend(kept);
    can_be_found(&places)?;
    holds_what_was_posted(visit)?;
    let found = Hunt::pieces(CANARY, PIECE).find_in_all(&places);
    ensure!(found.is_empty(), "the password is in {found:#?}");

    let told: Vec<&str> = rows.iter().filter(|row| row.target() == field).map(|row| row.kind()).collect();
    ensure!(told.contains(&"focus") && told.contains(&"blur"), "{told:?}");
    let more: Vec<_> = told.iter().filter(|kind| !["focus", "blur"].contains(kind)).collect();
    ensure!(more.is_empty(), "the password's field tells of {more:?}");
    Ok(())
}

/// The positive control: what must be found is found, by the same search in the same places.
fn can_be_found(places: &Places) -> Result<()> {
    let found_in = |hunt: &Hunt, place: &str| {
        let place = places.iter().filter(|(name, _)| name.starts_with(place));
        place.flat_map(|(_, bytes)| hunt.find_in(bytes)).collect::<Vec<_>>()
    };
    let marks = Hunt::pieces(MARK, PIECE);
    for (place, coding) in [
        ("POST /e2e/mark: address", "percent-encoded"),
        ("POST /e2e/mark: header x-mark", "base64"),
        ("POST /e2e/mark: body", "UTF-16LE"),
        ("cookies", "percent-encoded"),
        ("localStorage", "UTF-8"),
        ("sessionStorage", "UTF-8"),
    ] {
        let found = found_in(&marks, place);
        ensure!(found.iter().any(|name| name.ends_with(coding)), "the test is void: {place} does not show the mark");
    }
    let token = Hunt::whole(TOKEN);
    for place in ["POST /v1/frames: body in plain", "the export"] {
        ensure!(!found_in(&token, place).is_empty(), "the test is void: {place} does not show `{TOKEN}`");
    }
    Ok(())
}

/// The store is searched as the programs that might steal it would: it holds the frames as they came.
fn holds_what_was_posted(visit: &Visit<'_>) -> Result<()> {
    let stored = visit.collector.stored_bytes()?;
    for frame in visit.proxy.frames().iter().filter(|frame| frame.status == Some(204)) {
        let held = stored.iter().any(|(_, bytes)| memmem::find(bytes, &frame.body).is_some());
        ensure!(held, "the test is void: a frame of {} bytes is not in the store", frame.body.len());
    }
    Ok(())
}

fn leave_marks() -> String {
    format!(
        "document.cookie = 'mark=' + encodeURIComponent('{MARK}');
        localStorage.setItem('mark', '{MARK}');
        sessionStorage.setItem('mark', '{MARK}');"
    )
}

/// In the address, in a header and in the body, each in another coding.
fn send_marks() -> String {
    format!(
        "(async () => {{
            const utf8 = String.fromCharCode(...new TextEncoder().encode('{MARK}'));
            const utf16 = Uint16Array.from('{MARK}', (unit) => unit.charCodeAt());
            await fetch('/e2e/mark?' + encodeURIComponent('{MARK}'), {{ method: 'POST', headers: {{ 'x-mark': btoa(utf8) }}, body: utf16 }});
        }})()"
    )
}

/// Cookies and storage: what the browser keeps for the site.
async fn kept_by_the_browser(visit: &Visit<'_>) -> Result<Places> {
    let cookies = visit.browser.client.get_all_cookies().await?;
    let cookies: String = cookies.iter().map(ToString::to_string).collect();
    let mut places = vec![("cookies".to_owned(), cookies.into_bytes())];
    for storage in ["localStorage", "sessionStorage"] {
        let entries = visit.browser.value(&format!("Object.entries({storage}).flat().join(' ')")).await?;
        let entries = entries.as_str().map(str::as_bytes).context("entries")?;
        places.push((storage.into(), entries.to_vec()));
    }
    let databases = visit.browser.settled("indexedDB.databases()").await?;
    ensure!(databases == Value::Array(vec![]), "there are databases: {databases}");
    Ok(places)
}
