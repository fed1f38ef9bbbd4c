use alloc::rc::Rc;
use core::cell::RefCell;

use super::entry::Life;
use super::recording::Recording;
use super::{Options, StartError, browser, clock, edge, page};
use crate::session::{CookieName, SessionId, StreamId, join_or_create};

/// Starts a recording that goes on until its `end`.
pub(crate) fn start(options: &Options) -> Result<Rc<RefCell<Recording>>, StartError> {
    let cookie = CookieName::new(&options.cookie).ok_or(StartError::Cookie)?;
    if edge::broken() {
        return Err(StartError::Broken);
    }
    let (fresh, stream) = (SessionId(browser::random()?), StreamId(browser::random()?));
    let session = join_or_create(&browser::DocumentJar, &cookie, edge::secure(), fresh);

    let mut recording = Recording::new(options.endpoint.clone(), session, stream);
    edge::mark_all();
    page::opened(&mut recording, options.began.unwrap_or_else(clock::now) as u64);
    let recording = Rc::new(RefCell::new(recording));
    Life::begin(&recording, options.interval);
    Ok(recording)
}
