//! End-to-end cases, each in every engine. `cargo test -p desireline-e2e -- firefox::keys` runs a part.

mod addresses;
mod canary;
mod chaos;
mod clicks;
mod coder;
mod consent;
mod cors;
mod delivery;
mod diagnostics;
mod early;
mod exits;
mod form;
mod framed;
mod gestures;
mod hooks;
mod keys;
mod leaving;
mod loading;
mod outage;
mod outcomes;
mod password;
mod path;
mod pointer;
mod reader;
mod refusals;
mod saying;
mod scroll;
mod tabs;
mod tally;
mod targets;
mod testing;
mod viewer;
mod writing;

use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use desireline_e2e::{Environment, Stage, Visit, end_all};
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};

/// A case by its name.
type Case = (&'static str, for<'a> fn(&'a Visit<'a>) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>);

macro_rules! cases {
    ($($file:ident::$case:ident),* $(,)?) => {
        [$((concat!(stringify!($file), "::", stringify!($case)), |visit| Box::pin($file::$case(visit)))),*]
    };
}

/// The composition root: every case.
const CASES: &[Case] = &cases![
    pointer::follows_the_hand,
    pointer::knows_where_in_the_document_it_is,
    path::is_within_the_tolerance,
    clicks::say_what_was_clicked,
    clicks::name_the_link_around,
    targets::lie_where_they_are_clicked,
    targets::are_the_same_on_every_load_and_visit,
    scroll::tells_how_far,
    scroll::names_an_inner_scroller,
    keys::have_classes_and_no_characters,
    keys::are_characters_where_the_site_asks,
    keys::are_no_characters_elsewhere,
    form::tells_each_controls_story,
    form::submitted_by_a_script_is_told,
    outcomes::are_told_by_what_shows,
    outcomes::are_told_by_the_next_page,
    outcomes::wait_where_something_may_be_kept,
    password::is_nowhere,
    password::is_nowhere_whatever_its_name,
    canary::secrets_that_are_typed,
    canary::secrets_that_are_filled_in,
    canary::forms_that_frameworks_built,
    canary::options_by_chance,
    canary::side_channels,
    canary::personal_data,
    consent::once_given_keeps_what_was_pending,
    consent::given_later_begins_then,
    consent::withdrawn_erases,
    consent::follows_browser_and_site,
    leaving::by_a_link,
    leaving::in_the_first_moments,
    leaving::by_closing_the_tab,
    leaving::by_reloading,
    tabs::share_a_session,
    framed::pages_are_recorded_on_request_only,
    outage::loses_and_doubles_nothing,
    outage::of_answers_doubles_nothing,
    chaos::costs_what_is_counted,
    chaos::of_answers_that_cannot_be_read_doubles_nothing,
    exits::deliver_what_fits,
    delivery::carries_what_the_site_adds,
    delivery::waits_as_it_is_told,
    delivery::gives_up_until_the_page_ends,
    delivery::persists_where_it_is_asked_to,
    early::input_is_kept_and_keys_are_not,
    loading::by_the_command_queue,
    loading::by_the_inline_script,
    loading::by_import,
    loading::again_and_again,
    refusals::name_a_bad_option,
    refusals::name_a_policy_that_forbids_wasm,
    refusals::name_a_missing_wasm,
    coder::may_come_late,
    coder::may_be_missing,
    diagnostics::say_what_failed_and_quote_nothing,
    diagnostics::are_off_unless_asked_for,
    cors::needs_no_preflight,
    gestures::presses_have_a_place_and_a_target,
    gestures::double_clicks_are_told,
    gestures::the_wheel_has_deltas,
    gestures::only_dead_clicks_are_unanswered,
    writing::says_how_a_field_was_edited,
    writing::says_nothing_of_a_password,
    writing::says_which_rule_was_broken,
    addresses::that_a_page_gives_itself_are_pages,
    addresses::that_a_site_allows_are_told,
    addresses::that_are_left_for_another_tab_are_hidden,
    hooks::are_called_until_they_end,
    hooks::attributes_are_options,
    hooks::tell_of_frustration_as_the_report_does,
    saying::by_commands,
    saying::by_methods,
    saying::needs_the_file,
    reader::reads_the_golden_frames,
    testing::as_the_documentation_shows,
    viewer::replays_in_a_sandbox,
];

/// Exit status of a run that was told to stop, as shells give it for SIGINT.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let environment = match Environment::read() {
        Ok(environment) => Arc::new(environment),
        Err(error) => {
            eprintln!("the end-to-end tests cannot run: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let runtime = Arc::new(Runtime::new().expect("threads can be started"));
    runtime.spawn(async {
        told_to_stop().await;
        end_all();
        std::process::exit(INTERRUPTED);
    });
    let stages: Vec<_> = environment.engines.iter().map(|engine| Arc::new(Stage::new(*engine))).collect();
    // A browser plays one case at a time, so more threads than engines would only wait.
    arguments.test_threads = Some(arguments.test_threads.unwrap_or(stages.len()).min(stages.len()));

    let mut trials = Vec::new();
    for (name, case) in CASES {
        for stage in &stages {
            let (stage, environment, runtime) = (stage.clone(), environment.clone(), runtime.clone());
            trials.push(Trial::test(format!("{}::{name}", stage.engine), move || {
                let played = runtime.block_on(stage.play(&environment, async |visit| case(visit).await));
                played.map_err(|error| Failed::from(format!("{error:#}")))
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    for stage in &stages {
        runtime.block_on(stage.close());
    }
    println!("{}", tally::table());
    conclusion.exit_code()
}

/// Ctrl-C, or SIGTERM from whatever runs the tests. The drivers' process groups hear of neither.
async fn told_to_stop() {
    let told = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let [Ok(mut interrupt), Ok(mut terminate)] = told else { return std::future::pending().await };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
