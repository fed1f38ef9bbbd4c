//! A password never leaves the page, also when it is shown.

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Answer, Hunt, Visit};
use fantoccini::key::Key;
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

/// Typed hidden, typed while it is shown, typed hidden again, then the order is placed.
pub(super) async fn is_nowhere(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/mark", Answer::Status(204));
    visit.open("/checkout.html").await?;
    let hand = visit.browser.hand();
    hand.click("#fullname").await?;
    hand.write("Ada").await?;
    for shown in [false, true, false] {
        let kind = if shown { "text" } else { "password" };
        hand.click("#password").await?;
        hand.press(&[Key::End]).await?;
        hand.write(CANARY).await?;
        hand.press(&[Key::Backspace, Key::Home]).await?;
        ensure!(visit.browser.value("password.type").await? == kind, "the field is no {kind}");
        ensure!(visit.browser.value("password.value").await?.as_str().is_some_and(|value| value.contains("Qz7é!")));
        visit.flush().await?;
        hand.click("#show-password").await?;
    }
    visit.browser.client.execute(&leave_marks(), vec![]).await?;
    visit.browser.settled(&send_marks()).await?;
    let kept = kept_by_the_browser(visit).await?;
    hand.click("#email").await?;
    hand.write("ada@hill.example").await?;
    hand.press(&[Key::Tab, Key::Tab, Key::Tab]).await?;
    hand.write("G").await?;
    hand.click("#place-order").await?;
    let rows = visit.arrived("the next page", |rows| {
        rows.iter().any(|row| row.kind() == "page" && row.text("url").ends_with("/thanks.html"))
    });
    let rows = rows.await?;

    let mut places: Places = visit.proxy.seen().iter().flat_map(|seen| seen.parts()).collect();
    places.extend(visit.collector.stored_bytes()?);
    places.push(("the export".into(), rows.iter().map(|row| row.0.to_string()).collect::<String>().into_bytes()));
    places.extend(kept);
    can_be_found(&places)?;
    let found = Hunt::pieces(CANARY, PIECE).find_in_all(&places);
    ensure!(found.is_empty(), "the password is in {found:#?}");

    let told: Vec<&str> = rows.iter().filter(|row| row.target() == "input#password").map(|row| row.kind()).collect();
    ensure!(told.contains(&"focus") && told.contains(&"blur"), "{told:?}");
    let more: Vec<_> = told.iter().filter(|kind| !["focus", "blur", "click"].contains(kind)).collect();
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
    for place in ["POST /v1/frames: body", "store.sqlite", "the export"] {
        ensure!(!found_in(&token, place).is_empty(), "the test is void: {place} does not show `{TOKEN}`");
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
