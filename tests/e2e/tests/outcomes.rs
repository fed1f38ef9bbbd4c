//! How forms went, by the site's rules.

use std::time::Duration;

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit, pages, until};

const LOADS: Duration = Duration::from_secs(20);

/// The recorder with a rule for each form but one, and what else the site says of it.
fn recorded(more: &str) -> String {
    format!(
        r##"<script>
  window.desireline = window.desireline || function () {{ (desireline.q = desireline.q || []).push(arguments) }};
  desireline("start", {{
    endpoint: "/v1/frames",
    forms: [
      {{ form: "#stays", success: ".done", failure: ".error" }},
      {{ form: "form.leaves", success: "/e2e/thanks.html", failure: ".error" }},
      {{ form: "#silent", success: "/e2e/thanks.html", failure: "/e2e/refused/*" }},
    ],{more}
  }});
  // Their own import of it comes before this one.
  window.fetched = () => import("/pkg/desireline-outcomes.js").then(() => new Promise((done) => setTimeout(done, 0, 1)));
</script>
<script async src="/pkg/desireline.js"></script>"##
    )
}

/// One form that stays, whose first try is refused; one that leads on, one that a script sends on, and one without a rule.
const FORMS: &str = r##"
<p class="error" style="display: none">It was refused.</p>
<p class="error">A complaint that stood there before.</p>
<p class="done" style="display: none">Thank you.</p>
<form id="stays"><button id="stay" name="choice">Save</button></form>
<form id="leads" class="leaves" action="/e2e/thanks.html"><button id="lead">Order</button></form>
<form id="silent" action="/e2e/refused/again.html"><input name="kept" value="kept back"></form>
<form id="other"><button id="press">Search</button></form>
<p id="send" onclick="document.forms.silent.submit()">Send</p>
<script>
  let tries = 0;
  for (const form of [stays, other]) form.addEventListener("submit", (event) => event.preventDefault());
  stays.addEventListener("submit", () => setTimeout(() => {
    const [refused, , taken] = document.querySelectorAll("p");
    refused.style.display = tries++ ? "none" : "";
    if (tries > 1) taken.style.display = "";
  }, 50));
</script>"##;

fn outcomes(rows: &[Row]) -> Vec<(&str, &str)> {
    rows.iter().filter(|row| row.kind() == "outcome").map(|row| (row.target(), row.text("result"))).collect()
}

/// Opens the forms, and returns once they are judged.
async fn open(visit: &Visit<'_>) -> Result<()> {
    visit.open("/e2e/forms.html").await?;
    visit.browser.settled("fetched()").await.map(drop)
}

/// Once for each time that the form is submitted, and not for a form without a rule.
pub(super) async fn are_told_by_what_shows(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/forms.html", pages::page_of(&recorded(""), FORMS));
    open(visit).await?;
    let hand = visit.browser.hand();
    let mut expected = Vec::new();
    for result in ["failure", "success"] {
        hand.click("#press").await?;
        hand.click("#stay").await?;
        expected.extend([("form#stays", "attempt"), ("form#stays", result)]);
        let rows = visit.arrived(result, |rows| outcomes(rows).len() == expected.len()).await?;
        ensure!(outcomes(&rows) == expected, "{:?}", outcomes(&rows));
    }
    visit.no_problems().await
}

/// By the browser and by a script, with and without a `submit`.
pub(super) async fn are_told_by_the_next_page(visit: &Visit<'_>) -> Result<()> {
    let head = recorded("");
    visit.proxy.answer("/e2e/forms.html", pages::page_of(&head, FORMS));
    for page in ["/e2e/thanks.html", "/e2e/refused/again.html"] {
        visit.proxy.answer(page, pages::page(&head));
    }
    let mut expected = Vec::new();
    for (click, form, result) in [("#lead", "form#leads", "success"), ("#send", "form#silent", "failure")] {
        open(visit).await?;
        visit.browser.hand().click(click).await?;
        expected.extend([(form, "attempt"), (form, result)]);
        let rows = visit.arrived(result, |rows| outcomes(rows).len() == expected.len()).await?;
        ensure!(outcomes(&rows) == expected, "{:?}", outcomes(&rows));
        ensure!(!format!("{rows:?}").contains("kept back"));
        visit.no_problems().await?;
    }
    Ok(())
}

/// An attempt waits for the next page in the tab's storage, unless nothing may be kept there.
pub(super) async fn wait_where_something_may_be_kept(visit: &Visit<'_>) -> Result<()> {
    // Not recorded: what was kept stays.
    visit.proxy.answer("/e2e/thanks.html", pages::blank());
    for (more, kept) in [("", true), ("cookie: false,", false), ("consent: 'pending',", false)] {
        visit.proxy.answer("/e2e/forms.html", pages::page_of(&recorded(more), FORMS));
        visit.load("/e2e/forms.html").await?;
        visit.browser.settled("desireline('tag', 'ready')").await?;
        visit.browser.settled("fetched()").await?;
        visit.browser.value("sessionStorage.clear()").await?;
        visit.browser.hand().click("#lead").await?;
        until("the next page", LOADS, async || {
            let path = visit.browser.value("location.pathname").await?;
            Ok((path == "/e2e/thanks.html").then_some(()))
        })
        .await?;
        let there = "JSON.parse(sessionStorage.getItem('desireline-form'))?.filter((_, at) => at != 1) ?? null";
        let there = visit.browser.value(there).await?;
        let expected = serde_json::json!(["form.leaves", "leads", "leaves", null]);
        ensure!(there == if kept { expected } else { serde_json::Value::Null }, "{more} {there}");
        ensure!(visit.browser.value("sessionStorage.length").await? == i32::from(kept), "{more}");
    }
    Ok(())
}
