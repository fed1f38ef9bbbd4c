//! Static files.

mod support;

use std::fs;

use axum::http::StatusCode;
use desireline_collector::Mount;
use desireline_collector::app::Settings;
use support::Collector;
use tempfile::TempDir;

/// A site, and a viewer and a package mounted into it.
fn site() -> (TempDir, Collector) {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("www/index.html", "home"),
        ("www/desireline.wasm", "\0asm"),
        ("www/viewer/index.html", "hidden by the mount"),
        ("viewer/index.html", "viewer"),
        ("viewer/deep/index.html", "deep"),
        ("pkg/reader.js", "export {}"),
        ("secret.txt", "secret"),
    ] {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mount = |path: &str| format!("/{path}={}", dir.path().join(path).display()).parse::<Mount>().unwrap();
    let mut settings = Settings::default();
    settings.site.root = Some(dir.path().join("www"));
    settings.site.mounts = vec![mount("viewer"), mount("pkg")];
    (dir, Collector::with(settings))
}

#[tokio::test]
async fn files_have_their_types_and_are_asked_for_each_time() {
    let (_dir, collector) = site();
    for (path, kind, text) in [
        ("/", "text/html", "home"),
        ("/index.html", "text/html", "home"),
        ("/desireline.wasm", "application/wasm", "\0asm"),
        ("/pkg/reader.js", "text/javascript", "export {}"),
        ("/viewer/", "text/html", "viewer"),
    ] {
        // Static files are for everybody, under any name of the host.
        let answer = collector.get(path, &[("host", "shop.example"), ("sec-fetch-site", "cross-site")]).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, text), "{path}");
        assert!(answer.header("content-type").unwrap().starts_with(kind), "{path}: {:?}", answer.headers);
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[tokio::test]
async fn directories_redirect_to_their_slash() {
    let (_dir, collector) = site();
    for (path, to) in
        [("/viewer", "/viewer/"), ("/viewer?session=1", "/viewer/?session=1"), ("/viewer/deep", "/viewer/deep/")]
    {
        let answer = collector.get(path, &[]).await;
        assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
        assert_eq!(answer.header("location"), Some(to));
    }
    assert_eq!(collector.get("/viewer/deep/", &[]).await.text(), "deep");
}

#[tokio::test]
async fn the_viewer_has_the_strict_headers_and_the_site_has_not() {
    let (_dir, collector) = site();
    for path in ["/viewer", "/viewer/", "/viewer/deep/", "/viewer/nothing"] {
        let answer = collector.get(path, &[]).await;
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{policy}");
        assert!(policy.ends_with("; frame-ancestors 'none'") && !policy.contains("  "), "{policy}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    assert_eq!(collector.get("/", &[]).await.header("content-security-policy"), None);
}

#[tokio::test]
async fn what_is_not_there_is_said_in_plain_text() {
    let (_dir, collector) = site();
    for path in [
        "/nothing",
        "/viewer/nothing",
        "/pkg/nothing",
        "/pkg/",
        "/viewerx",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/viewer/../secret.txt",
        "/viewer/..%2f..%2fsecret.txt",
        "/index.html%00.txt",
    ] {
        let answer = collector.get(path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text());
        assert_eq!(answer.text(), "there is nothing here\n", "{path}");
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"), "{path}");
    }
}
