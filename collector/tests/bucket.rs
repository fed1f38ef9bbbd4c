//! `drain` into a bucket: a small S3 on loopback, as far as a drain asks.
#![cfg(feature = "scale")]

mod support;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::process::Output;
use std::sync::{Arc, Mutex};

use axum::http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use support::cluster::Cluster;
use support::program::{Server, program};
use support::{frame, page};

/// What the bucket holds.
type Objects = Arc<Mutex<BTreeMap<String, Bytes>>>;

async fn bucket() -> (SocketAddr, Objects) {
    let objects = Objects::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let held = objects.clone();
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let held = held.clone();
            let answer = service_fn(move |request| answer(request, held.clone()));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(socket), answer));
        }
    });
    (address, objects)
}

async fn answer(request: Request<Incoming>, objects: Objects) -> Result<Response<Full<Bytes>>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    assert!(parts.headers.contains_key("authorization"), "requests are signed");
    let key = parts.uri.path().strip_prefix("/visits").unwrap().trim_start_matches('/').replace("%3D", "=");
    let query = parts.uri.query().unwrap_or_default();
    let mut objects = objects.lock().unwrap();
    let (status, body) = match parts.method {
        Method::PUT if parts.headers.contains_key("if-none-match") && objects.contains_key(&key) => {
            (StatusCode::PRECONDITION_FAILED, Bytes::new())
        }
        Method::PUT => {
            objects.insert(key, body);
            (StatusCode::OK, Bytes::new())
        }
        Method::GET if query.contains("list-type=2") => (StatusCode::OK, listed(&objects, query)),
        Method::GET => match objects.get(&key) {
            Some(object) => (StatusCode::OK, object.clone()),
            None => (StatusCode::NOT_FOUND, Bytes::new()),
        },
        Method::POST if query.contains("delete") => {
            let text = String::from_utf8(body.to_vec()).unwrap();
            let keys = text.split("<Key>").skip(1).map(|rest| rest.split("</Key>").next().unwrap());
            let deleted = |key: &str| {
                objects.remove(key);
                format!("<Deleted><Key>{key}</Key></Deleted>")
            };
            let deleted: String = keys.map(deleted).collect();
            (StatusCode::OK, format!("<DeleteResult>{deleted}</DeleteResult>").into())
        }
        Method::DELETE => {
            objects.remove(&key);
            (StatusCode::NO_CONTENT, Bytes::new())
        }
        other => panic!("{other} {key} {query}"),
    };
    let response = Response::builder().status(status).header("etag", "\"1\"");
    let response = response.header("last-modified", "Wed, 25 Nov 2026 00:00:00 GMT");
    Ok(response.body(Full::new(body)).unwrap())
}

fn listed(objects: &BTreeMap<String, Bytes>, query: &str) -> Bytes {
    let prefix = query.split('&').find_map(|pair| pair.strip_prefix("prefix=")).unwrap().replace("%2F", "/");
    let below = objects.iter().filter(|(key, _)| key.starts_with(&prefix));
    let contents = below.map(|(key, object)| {
        let size = object.len();
        format!(
            "<Contents><Key>{key}</Key><Size>{size}</Size><ETag>\"1\"</ETag>\
             <LastModified>2026-11-25T00:00:00.000Z</LastModified></Contents>"
        )
    });
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{}</ListBucketResult>", contents.collect::<String>())
        .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_claims_go_to_a_bucket() {
    let Some(cluster) = Cluster::start(1, "files_and_claims_go_to_a_bucket").await else { return };
    let (address, objects) = bucket().await;
    let server = Server::start(cluster.url("frames").as_ref(), &[]);
    let drain = async || {
        let mut command = program();
        command.args(["drain", "--once", "--from", &cluster.url("frames"), "--to", "s3://visits/below/here"]);
        command.env("AWS_ENDPOINT", format!("http://{address}")).env("AWS_ALLOW_HTTP", "true");
        command.env("AWS_ACCESS_KEY_ID", "a").env("AWS_SECRET_ACCESS_KEY", "b").env("AWS_REGION", "us-east-1");
        let output: Output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let names = || objects.lock().unwrap().keys().cloned().collect::<Vec<_>>();

    assert_eq!(server.post(&frame(1, 1, 1)), 204);
    drain().await;
    let first = names();
    assert_eq!(first.len(), 3, "{first:?}");
    assert!(first[0].starts_with("below/here/_drain/frames/"), "{first:?}");
    assert!(first[1].starts_with("below/here/events/day=20") && first[2].contains("/site=none/"), "{first:?}");
    for object in objects.lock().unwrap().iter().filter(|(name, _)| name.ends_with(".parquet")) {
        assert!(object.1.starts_with(b"PAR1") && object.1.ends_with(b"PAR1"), "{}", object.0);
    }

    drain().await;
    assert_eq!(names(), first, "nothing new");
    assert_eq!(server.post(&page(2, 1, 5, "https://a.example/")), 204);
    drain().await;
    assert_eq!(names().len(), 5, "the old claim is gone, and two files and a claim are new");
}
