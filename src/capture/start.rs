use alloc::rc::Rc;
use alloc::string::String;
use core::cell::RefCell;

use super::entry::Life;
use super::recording::Recording;
use super::{StartError, browser, clock, edge, page};
use crate::session::{CookieName, join_or_create};

/// Starts a recording that goes on until its `end`. `began` is the page event's time, in ms since
/// the page began.
pub(crate) fn start(
    endpoint: String,
    cookie: &str,
    interval: u32,
    began: Option<f64>,
) -> Result<Rc<RefCell<Recording>>, StartError> {
    let cookie = CookieName::new(cookie).ok_or(StartError::Cookie)?;
    if edge::broken() {
        return Err(StartError::Broken);
    }
    if edge::busy() {
        return Err(StartError::Running);
    }
    let (fresh, stream) = browser::fresh_ids()?;
    let session = join_or_create(&browser::DocumentJar, cookie, edge::secure(), fresh);

    let mut recording = Recording::new(endpoint, session, stream);
    edge::mark_all();
    page::opened(&mut recording, began.unwrap_or_else(clock::now) as u64);
    let recording = Rc::new(RefCell::new(recording));
    Life::begin(&recording, interval);
    Ok(recording)
}
