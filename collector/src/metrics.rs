//! What the collector counts, for Prometheus: numbers only, nothing of any visit.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper bounds of the histogram of commits, in ms: from a fast disk to one that hurts.
const BOUNDS: [u64; 8] = [1, 2, 5, 10, 25, 50, 100, 1000];

/// The statuses that posts are answered with; others count as "other".
const STATUSES: [u16; 13] = [204, 400, 403, 405, 408, 409, 410, 413, 415, 429, 503, 200, 0];

/// The counters of one collector.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    posts: [AtomicU64; STATUSES.len()],
    bytes: AtomicU64,
    commits: [AtomicU64; BOUNDS.len() + 1],
    commit_micros: AtomicU64,
    erased: AtomicU64,
    failing: AtomicBool,
}

impl Metrics {
    /// A post was answered.
    pub(crate) fn post(&self, status: u16) {
        let at = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len() - 1);
        self.posts[at].fetch_add(1, Relaxed);
    }

    /// A frame of that many bytes was taken.
    pub(crate) fn taken(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Relaxed);
    }

    /// A commit took that long.
    pub(crate) fn commit(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let at = BOUNDS.iter().position(|bound| micros <= bound * 1000).unwrap_or(BOUNDS.len());
        self.commits[at].fetch_add(1, Relaxed);
        self.commit_micros.fetch_add(micros, Relaxed);
    }

    /// Sessions were erased.
    pub(crate) fn erased(&self, sessions: u64) {
        self.erased.fetch_add(sessions, Relaxed);
    }

    /// Notes whether the last write failed; returns what was noted before.
    pub(crate) fn failing(&self, failing: bool) -> bool {
        self.failing.swap(failing, Relaxed)
    }

    pub(crate) fn is_failing(&self) -> bool {
        self.failing.load(Relaxed)
    }

    /// Prometheus' text format, version 0.0.4.
    pub(crate) fn text(&self, waiting: usize) -> String {
        let mut text = String::new();
        let mut family = |name: &str, kind: &str, help: &str, lines: &[(String, String)]| {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "# HELP desireline_{name} {help}\n# TYPE desireline_{name} {kind}");
            for (label, value) in lines {
                let _ = writeln!(text, "desireline_{name}{label} {value}");
            }
        };
        let one = |value: u64| vec![(String::new(), value.to_string())];
        let posts = STATUSES.iter().zip(&self.posts).map(|(status, count)| {
            let name = if *status == 0 { "other".into() } else { status.to_string() };
            (format!("{{status=\"{name}\"}}"), count.load(Relaxed).to_string())
        });
        family("posts_total", "counter", "Posts to /v1/frames by status.", &posts.collect::<Vec<_>>());
        family("frame_bytes_total", "counter", "Bytes of frames answered 204.", &one(self.bytes.load(Relaxed)));
        let mut sum = 0;
        let mut buckets: Vec<_> = self
            .commits
            .iter()
            .enumerate()
            .map(|(at, count)| {
                sum += count.load(Relaxed);
                let bound = BOUNDS.get(at).map_or("+Inf".into(), |ms| (*ms as f64 / 1000.0).to_string());
                (format!("_bucket{{le=\"{bound}\"}}"), sum.to_string())
            })
            .collect();
        let seconds = self.commit_micros.load(Relaxed) as f64 / 1e6;
        buckets.push(("_sum".into(), seconds.to_string()));
        buckets.push(("_count".into(), sum.to_string()));
        family("commit_seconds", "histogram", "Time of one commit, with its fsync.", &buckets);
        family("waiting_frames", "gauge", "Frames that wait to be written.", &one(waiting as u64));
        family("store_failing", "gauge", "1 while the store cannot be written.", &one(self.is_failing().into()));
        family("erased_sessions_total", "counter", "Sessions erased.", &one(self.erased.load(Relaxed)));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_is_cumulative() {
        let metrics = Metrics::default();
        for ms in [1, 3, 3, 5000] {
            metrics.commit(Duration::from_millis(ms));
        }
        let text = metrics.text(0);
        for line in [r#"_bucket{le="0.001"} 1"#, r#"_bucket{le="0.005"} 3"#, r#"_bucket{le="+Inf"} 4"#, "_count 4"] {
            assert!(text.contains(&format!("desireline_commit_seconds{line}\n")), "{text}");
        }
    }
}
